"""Mail me this page, and the page that ends such mails. No account, no cookie."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from contacts.allowances import PAGE_MAILS
from contacts.enquiries.views.closed import behind_legal_words
from contacts.pagemails import actions
from contacts.pagemails.forms import PageMailForm
from contacts.proofs.views import hold_back
from portal.lib.secret_pages import keep_secret
from trials.models import Study

ANY = ["GET", "HEAD", "POST"]


# Nothing here acts for a signed-in person, so there is nothing to forge.
@csrf_exempt
@require_http_methods(ANY)
@behind_legal_words
def mail_study(request: HttpRequest, registry_id: str) -> HttpResponse:
    """Take an address for one mail; the answer is the same for every address."""
    study = get_object_or_404(Study.objects.published(), registry_id=registry_id)
    form = PageMailForm(request.POST or None, study=study)
    if not form.is_valid():
        return show_page_form(request, form, 422 if form.is_bound else 200)
    if held := hold_back(request, form, PAGE_MAILS, study):
        return held
    actions.mail_page(
        study=study,
        email=form.cleaned_data["email"],
        language=get_language(),
        now=timezone.now(),
    )
    return show_page_form(request, form, 200, is_done=True)


mail_study.keeps = PageMailForm


def show_page_form(
    request: HttpRequest, form: PageMailForm, status: int, *, is_done: bool = False
) -> HttpResponse:
    """Show the form with what was typed, or that it was taken."""
    form.keep_proof(timezone.now())
    context = {"form": form, "study": form.study, "is_done": is_done}
    page = "contacts/pagemails/mail_study.html"
    return keep_secret(render(request, page, context, status=status))


@csrf_exempt
@require_http_methods(ANY)
def stop_page_mails(request: HttpRequest, signed: str) -> HttpResponse:
    """Show one button; pressing it, here or in a mail program, ends such mails."""
    address = actions.read_page_token(signed)
    if not address:
        raise Http404
    is_done = request.method == "POST"
    if is_done:
        actions.stop_pages(address=address, now=timezone.now())
    page = "contacts/pagemails/stop_page_mails.html"
    return keep_secret(render(request, page, {"is_done": is_done}))
