"""The message to a study team."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from contacts.actions.enquiries import Accepted, send_enquiry
from contacts.forms.enquiries import MESSAGE_LENGTH, MessageForm
from trials.models import Study, StudySite
from trials.pages.answers import read_walk
from trials.selfcheck.wording import snapshot


# Nothing here acts for a signed-in person, so there is nothing to forge; a token
# would need a cookie, and the form has to work where cookies are refused.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def send_message(request: HttpRequest, registry_id: str) -> HttpResponse:
    """Show the form, or accept a message and go on to its receipt."""
    study = get_object_or_404(Study.objects.published(), registry_id=registry_id)
    try:
        posted = request.POST if request.method == "POST" else None
    except RequestDataTooBig:
        return too_long(request, study)
    form = MessageForm(
        posted,
        study=study,
        chosen=chosen_site(request, study),
        snapshot=walked_snapshot(request, study),
    )
    if not study.is_open or posted is None or not form.is_valid():
        return show(request, study, form)
    accepted = send_enquiry(
        study=study,
        site=form.cleaned_site(),
        enquirer=form.enquirer(),
        text=form.cleaned_data["message"],
        key=form.idempotency_key(),
        now=timezone.now(),
        by="enquirer",
        selfcheck=form.answers_to_send(),
    )
    if accepted.is_changed:
        form.renew()
        return show(request, study, form, first=accepted)
    return HttpResponseRedirect(receipt(accepted), status=303)


def chosen_site(request: HttpRequest, study: Study) -> StudySite | None:
    """Return the recruiting site that the address names, if any."""
    key = request.GET.get("site", "")
    return study.sites.recruiting().filter(key=key).first() if key else None


def walked_snapshot(request: HttpRequest, study: Study) -> dict[str, Any] | None:
    """Return the self-check answers of this browser, ready to be sent along."""
    walk = read_walk(request)
    version = study.selfchecks.published().first() if walk else None
    if version is None or walk.version != version.number:
        return None
    return snapshot(
        version.definition, walk.answers, get_language(), timezone.localdate()
    )


def receipt(accepted: Accepted) -> str:
    """Return the address of the page on which the person follows their enquiry."""
    return reverse("contacts:enquiry_status", args=[accepted.token])


def show(
    request: HttpRequest,
    study: Study,
    form: MessageForm,
    first: Accepted | None = None,
) -> HttpResponse:
    """Show the form with all that was typed, and what is wrong with it."""
    context = {
        "study": study,
        "form": form,
        "site": form.chosen,
        "first": first,
        "first_url": receipt(first) if first else "",
    }
    response = render(
        request,
        "contacts/enquiries/send_message.html",
        context,
        status=422 if form.is_bound else 200,
    )
    if form.is_bound:
        add_never_cache_headers(response)
    else:
        # Back must find the page with its key and what was typed, so no "no-store".
        patch_cache_control(response, private=True, max_age=0)
    return response


def too_long(request: HttpRequest, study: Study) -> HttpResponse:
    """Refuse a body that nobody typed before it is read."""
    context = {"study": study, "limit": MESSAGE_LENGTH}
    return render(
        request, "contacts/enquiries/message_too_long.html", context, status=413
    )
