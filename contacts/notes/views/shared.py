"""The page of shared notes behind its passcode, for whoever has the link."""

from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from contacts.models import NoteShare
from contacts.notes.actions import answering, opening
from contacts.notes.actions.opening import PasscodeOutcome
from contacts.notes.forms.bodies import BODY_LENGTH
from contacts.notes.forms.shared import NoteAnswerForm, PasscodeForm
from contacts.notes.shown_notes import group_by_study, show_notes
from contacts.notes.views.owners import privately
from contacts.notes.views.shares import address
from portal.lib.origin import is_own_page
from portal.lib.tokens import token_hash
from portal.lib.visitor import network

# An opened page asks for its passcode again half an hour after it was last read.
SECONDS = 30 * 60
COOKIE, SALT = "shared", "contacts.shares"


# Whoever opens the link has nothing here that could be used in their name; the cookies
# of an opened page go to its own paths alone, never along with another site's form.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def shared_notes(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the passcode; with it, show the notes."""
    share = find_share(token)
    if share and is_opened(request, share):
        return let_in(opened(request, share, token, NoteAnswerForm()), share, token)
    refusal = try_passcode(request, share)
    if refusal:
        return refusal
    return let_in(HttpResponseRedirect(address(token), status=303), share, token)


# As above: only the cookie of the opened page, which is Strict, lets anything happen,
# or the passcode itself.
@csrf_exempt
@require_http_methods(["POST"])
def answer_note(request: HttpRequest, token: str) -> HttpResponse:
    """Write an answer under a shared note; who wrote for long is asked once more."""
    share = find_share(token)
    if share is None or not share.may_answer:
        return closed(request)
    refusal = None if is_opened(request, share) else try_passcode(request, share)
    if refusal:
        return refusal
    return let_in(answered(request, share, token), share, token)


answer_note.keeps = NoteAnswerForm


def find_share(token: str) -> NoteShare | None:
    """Return the share of a link, open or not."""
    return NoteShare.objects.filter(token_hash=token_hash(token)).first()


def try_passcode(request: HttpRequest, share: NoteShare | None) -> HttpResponse | None:
    """Return why a visitor does not come in, or None for the right passcode."""
    if share is None or not NoteShare.objects.open(timezone.now()).filter(pk=share.pk):
        return closed(request)
    form = PasscodeForm(request.POST if "passcode" in request.POST else None)
    if not form.is_valid():
        return asked(request, form, status=422 if request.method == "POST" else 200)
    outcome = opening.open_share(
        share=share,
        passcode=form.cleaned_data["passcode"],
        visitor=network(request),
        now=timezone.now(),
    )
    if outcome is PasscodeOutcome.CLOSED:
        return closed(request)
    return (
        None if outcome is PasscodeOutcome.OPENED else refused(request, form, outcome)
    )


def refused(request: HttpRequest, form: PasscodeForm, outcome: str) -> HttpResponse:
    """Say that it was wrong, or that one has to wait; never how long exactly."""
    if outcome == PasscodeOutcome.WAIT:
        form.add_error(
            None,
            _(
                "Too many tries. Wait a while, each time longer, or ask the person "
                "who sent you the link."
            ),
        )
        return asked(request, form, status=429)
    form.add_error("passcode", _("This is not the passcode. Check it and try again."))
    return asked(request, form, status=422)


def asked(request: HttpRequest, form: PasscodeForm, status: int) -> HttpResponse:
    """Show the question for the passcode, and nothing of what is behind it."""
    context = {"form": form, "answer": unsent(request)}
    page = render(
        request, "contacts/notes/shared_passcode.html", context, status=status
    )
    return privately(page, "no-referrer")


def closed(request: HttpRequest) -> HttpResponse:
    """Say the same of a link that never was, has ended, or was taken back."""
    context = {"answer": unsent(request)}
    page = render(request, "contacts/notes/shared_closed.html", context, status=404)
    return privately(page, "no-referrer")


def unsent(request: HttpRequest) -> dict[str, str]:
    """Return the answer that somebody has just written here, so that it is not lost.

    What another site's form brings along is nobody's words.
    """
    if not request.POST.get("body") or not is_own_page(request):
        return {}
    words = {name: request.POST.get(name, "") for name in NoteAnswerForm.base_fields}
    return {name: text[: 2 * BODY_LENGTH] for name, text in words.items()}


def let_in(response: HttpResponse, share: NoteShare, token: str) -> HttpResponse:
    """Let this browser read on, on this link's paths alone, in every language."""
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            path = address(token)
        response.set_cookie(
            f"{COOKIE}-{code}",
            signing.dumps([str(share.key), share.passcode_hash[-12:]], salt=SALT),
            max_age=SECONDS,
            path=path,
            secure=settings.HTTPS,
            httponly=True,
            samesite="Strict",
        )
    return privately(response, "no-referrer")


def is_opened(request: HttpRequest, share: NoteShare) -> bool:
    """Whether this browser read here a while ago, and the link still stands."""
    word = request.COOKIES.get(f"{COOKIE}-{get_language()}", "")
    try:
        said = signing.loads(word, salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        return False
    is_same = said == [str(share.key), share.passcode_hash[-12:]]
    return (
        is_same and NoteShare.objects.alive(timezone.now()).filter(pk=share.pk).exists()
    )


def opened(
    request: HttpRequest,
    share: NoteShare,
    token: str,
    form: NoteAnswerForm,
    **more: Any,
) -> HttpResponse:
    """Show the shared notes with their answers."""
    notes = share.notes.select_related("study").prefetch_related("answers")
    for note in notes:
        note.shared_answers = [a for a in note.answers.all() if a.share_id == share.pk]
        note.answer_key = uuid4()
    context = {
        "share": share,
        "groups": group_by_study(show_notes(notes)),
        "form": form,
        "answer_url": reverse("contacts:answer_note", args=[token]),
        **more,
    }
    status = 422 if form.is_bound else 200
    page = render(request, "contacts/notes/shared_notes.html", context, status=status)
    return privately(page, "no-referrer")


def answered(request: HttpRequest, share: NoteShare, token: str) -> HttpResponse:
    """Write the answer and show it, or say what is wrong with everything kept."""
    try:
        key = UUID(request.POST.get("note", ""))
    except ValueError:
        raise Http404 from None
    form, note = (
        NoteAnswerForm(request.POST, key=key),
        share.notes.filter(key=key).first(),
    )
    if note is None:
        return closed(request)
    if not form.is_valid():
        return opened(request, share, token, form)
    data = form.cleaned_data
    answer = answering.answer_note(
        share=share,
        note=note,
        author=data["author"],
        body=data["body"],
        key=data["key"],
        now=timezone.now(),
    )
    if answer is None:
        form.add_error(
            "body",
            _("There is no room for more answers here. Send your words another way."),
        )
        return opened(request, share, token, form)
    return HttpResponseRedirect(f"{address(token)}#note-{note.key}", status=303)
