"""Forms on a study's page: tell us what is wrong; tell me what was found."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from contacts.allowances import CORRECTIONS, WATCHES
from contacts.enquiries.views.closed import behind_legal_words
from contacts.proofs.views import hold_back
from contacts.upkeep.actions import correcting, watching
from contacts.upkeep.forms.readers import CorrectionForm, ReaderForm, WatchForm
from contacts.upkeep.models.corrections import WrongPart
from contacts.upkeep.models.watchers import CONFIRM_WITHIN, Awaited, Watcher
from portal.lib.secret_pages import keep_secret
from trials.models import Study

ANY = ["GET", "HEAD", "POST"]


# Nothing here acts for a signed-in person, so there is nothing to forge.
@csrf_exempt
@require_http_methods(ANY)
def correct_study(request: HttpRequest, registry_id: str) -> HttpResponse:
    """Take what a reader says is wrong; no account, no cookie."""
    study = shown_study(registry_id)
    form = CorrectionForm(request.POST or None, study=study)
    if not form.is_valid():
        return show_reader_form(request, "correct_study", form)
    if held := hold_back(request, form, CORRECTIONS, study):
        return held
    correcting.take_correction(
        study=study,
        part=WrongPart(form.cleaned_data["part"]),
        text=form.cleaned_data["text"],
        email=form.cleaned_data["email"],
        language=get_language(),
        now=timezone.now(),
    )
    return show_reader_form(request, "correct_study", form, is_done=True)


correct_study.keeps = CorrectionForm


@csrf_exempt
@require_http_methods(ANY)
@behind_legal_words
def watch_study(request: HttpRequest, registry_id: str, awaited: str) -> HttpResponse:
    """Take an address for one mail; the answer is the same for every address."""
    if awaited not in Awaited.values:
        raise Http404
    study = shown_study(registry_id)
    form = WatchForm(request.POST or None, study=study)
    said = {"awaited": Awaited(awaited)}
    if not form.is_valid():
        return show_reader_form(request, "watch_study", form, **said)
    if held := hold_back(request, form, WATCHES, study):
        return held
    watching.ask_to_watch(
        study=study,
        awaited=awaited,
        email=form.cleaned_data["email"],
        language=get_language(),
        now=timezone.now(),
    )
    return show_reader_form(request, "watch_study", form, is_done=True, **said)


watch_study.keeps = WatchForm


def shown_study(registry_id: str) -> Study:
    return get_object_or_404(Study.objects.published(), registry_id=registry_id)


def show_reader_form(
    request: HttpRequest,
    name: str,
    form: ReaderForm,
    *,
    is_done: bool = False,
    **more: object,
) -> HttpResponse:
    """Show a form with all that was typed, or that it was taken."""
    form.keep_proof(timezone.now())
    context = {"form": form, "study": form.study, "is_done": is_done, **more}
    status = 422 if form.is_bound and not is_done else 200
    page = f"contacts/upkeep/{name}.html"
    return keep_secret(render(request, page, context, status=status))


@csrf_exempt
@require_http_methods(ANY)
def confirm_watch(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is waited for and a button; only pressing it keeps the address."""
    watcher = get_object_or_404(Watcher.objects.by_token(token))
    now = timezone.now()
    is_late = not watcher.confirmed_at and watcher.asked_at <= now - CONFIRM_WITHIN
    is_erased = request.method == "POST" and "erase" in request.POST
    if is_erased:
        watching.stop_watching(watcher=watcher)
    elif request.method == "POST" and not is_late:
        watching.confirm_watch(watcher=watcher, now=now)
    context = {"watcher": watcher, "is_late": is_late, "is_erased": is_erased}
    page = render(request, "contacts/upkeep/confirm_watch.html", context)
    return keep_secret(page)
