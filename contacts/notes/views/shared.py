"""The page of shared notes behind its passcode, for whoever has the link."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from contacts.models import NoteShare
from contacts.notes.actions import opening
from contacts.notes.actions.opening import PasscodeOutcome
from contacts.notes.forms.shared import NoteAnswerForm, PasscodeForm
from contacts.notes.views.opened_share import (
    closed,
    is_opened,
    let_in,
    opened,
    take_answer,
    unsent,
)
from contacts.notes.views.owners import privately
from contacts.notes.views.shares import address
from portal.lib.tokens import token_hash
from portal.lib.visitor import network


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
    return let_in(take_answer(request, share, token), share, token)


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
    passcode, visitor = form.cleaned_data["passcode"], network(request)
    outcome = opening.open_share(
        share=share, passcode=passcode, visitor=visitor, now=timezone.now()
    )
    if outcome is PasscodeOutcome.OPENED:
        return None
    is_over = outcome is PasscodeOutcome.CLOSED
    return closed(request) if is_over else refused(request, form, outcome)


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
