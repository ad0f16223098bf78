"""Shared notes: the owner's form, and the page behind the passcode."""

from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from contacts.actions import shares as actions
from contacts.actions.notes import Owner
from contacts.actions.shares import Outcome, link_token
from contacts.forms.notes import AnswerForm, PasscodeForm, ShareForm
from contacts.models import NoteShare
from contacts.passcodes import new_passcode
from contacts.reading import by_study, shown
from contacts.views.notebooks import chosen_notes
from contacts.views.owners import privately, read_owner
from portal.lib.origin import own_pages_only
from portal.lib.tokens import token_hash
from portal.lib.visitor import network

# An opened page is asked for its passcode again after half an hour.
SECONDS = 30 * 60
COOKIE, SALT = "shared", "contacts.shares"


@own_pages_only
@require_http_methods(["GET", "HEAD", "POST"])
def share_notes(request: HttpRequest) -> HttpResponse:
    """Choose notes and terms; then show link and passcode, this once."""
    owner = read_owner(request)
    if owner is None:
        return redirect("contacts:note_list")
    notes = owner.notebook.notes.select_related("study")
    choices = [(str(note.key), Truncator(note.body).chars(90)) for note in notes]
    ticked = [str(note.key) for note in chosen_notes(request, owner)]
    posted = request.POST if "way" in request.POST else None
    form = ShareForm(posted, choices=choices, initial={"notes": ticked})
    if form.is_valid():
        return made(request, owner, form)
    status = 422 if form.is_bound else 200
    page = render(
        request, "contacts/notes/share_notes.html", {"form": form}, status=status
    )
    return privately(page)


def made(request: HttpRequest, owner: Owner, form: ShareForm) -> HttpResponse:
    """Share the notes and show how; a second press shows the link alone."""
    data, key = form.cleaned_data, form.cleaned_data["key"] or uuid4()
    passcode = data["own"] if data["way"] == "own" else new_passcode(get_language())
    share = owner.notebook.shares.filter(key=key).first()
    if share is None:
        share = actions.share_notes(
            notebook=owner.notebook,
            notes=list(owner.notebook.notes.filter(key__in=data["notes"])),
            passcode=passcode,
            terms=form.terms(),
            key=key,
            now=timezone.now(),
        )
    else:
        passcode = ""
    context = {"share": share, "passcode": passcode, "link": share_link(share)}
    return privately(render(request, "contacts/notes/share_made.html", context))


def share_link(share: NoteShare) -> str:
    """Return the address to pass on."""
    return f"{settings.PUBLIC_URL}{address(link_token(share.key))}"


def address(token: str) -> str:
    """Return the path of a shared page."""
    return reverse("contacts:shared_notes", args=[token])


@own_pages_only
@require_http_methods(["POST"])
def revoke_share(request: HttpRequest, key: UUID) -> HttpResponse:
    """Close a link at once."""
    owner = read_owner(request)
    shares = owner.notebook.shares.all() if owner else NoteShare.objects.none()
    actions.revoke_share(share=get_object_or_404(shares, key=key), now=timezone.now())
    return redirect("contacts:note_list")


# Whoever opens the link has nothing here that could be used in their name; the cookie
# of an opened page goes to its own path alone and never along with another site's form.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def shared_notes(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the passcode; with it, show the notes."""
    share = NoteShare.objects.filter(token_hash=token_hash(token)).first()
    if share and is_opened(request, share):
        return opened(request, share, token, AnswerForm())
    if share is None or not NoteShare.objects.open(timezone.now()).filter(pk=share.pk):
        return closed(request)
    form = PasscodeForm(request.POST or None)
    if not form.is_valid():
        return asked(request, form, status=422 if form.is_bound else 200)
    outcome = actions.open_share(
        share=share,
        passcode=form.cleaned_data["passcode"],
        visitor=network(request),
        now=timezone.now(),
    )
    if outcome is Outcome.OPENED:
        return enter(share, token)
    if outcome is Outcome.CLOSED:
        return closed(request)
    return refused(request, form, outcome)


def refused(request: HttpRequest, form: PasscodeForm, outcome: str) -> HttpResponse:
    """Say that it was wrong, or that one has to wait; never how long exactly."""
    if outcome == Outcome.WAIT:
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
    page = render(
        request, "contacts/notes/shared_passcode.html", {"form": form}, status=status
    )
    return privately(page, "no-referrer")


def closed(request: HttpRequest) -> HttpResponse:
    """Say the same of a link that never was, has ended, or was taken back."""
    page = render(request, "contacts/notes/shared_closed.html", status=404)
    return privately(page, "no-referrer")


def enter(share: NoteShare, token: str) -> HttpResponse:
    """Let this browser read on for half an hour, on this link's path alone."""
    response = HttpResponseRedirect(address(token), status=303)
    response.set_cookie(
        COOKIE,
        signing.dumps([str(share.key), share.passcode_hash[-12:]], salt=SALT),
        max_age=SECONDS,
        path=address(token),
        secure=settings.HTTPS,
        httponly=True,
        samesite="Strict",
    )
    return privately(response, "no-referrer")


def is_opened(request: HttpRequest, share: NoteShare) -> bool:
    """Whether this browser gave the passcode a while ago, and the link still stands."""
    try:
        said = signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=SECONDS
        )
    except signing.BadSignature:
        return False
    is_same = said == [str(share.key), share.passcode_hash[-12:]]
    return (
        is_same and NoteShare.objects.alive(timezone.now()).filter(pk=share.pk).exists()
    )


def opened(
    request: HttpRequest, share: NoteShare, token: str, form: AnswerForm, **more: Any
) -> HttpResponse:
    """Show the shared notes with their answers."""
    notes = share.notes.select_related("study").prefetch_related("answers")
    for note in notes:
        note.shared_answers = [a for a in note.answers.all() if a.share_id == share.pk]
        note.answer_key = uuid4()
    context = {
        "share": share,
        "groups": by_study(shown(notes)),
        "form": form,
        "answer_url": reverse("contacts:answer_note", args=[token]),
        **more,
    }
    status = 422 if form.is_bound else 200
    page = render(request, "contacts/notes/shared_notes.html", context, status=status)
    return privately(page, "no-referrer")


# As above: only the cookie of the opened page, which is Strict, lets anything happen.
@csrf_exempt
@require_http_methods(["POST"])
def answer_note(request: HttpRequest, token: str) -> HttpResponse:
    """Write an answer under a shared note."""
    share = NoteShare.objects.filter(token_hash=token_hash(token)).first()
    if share is None or not is_opened(request, share) or not share.may_answer:
        return closed(request)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return opened(request, share, token, form)
    data = form.cleaned_data
    note = get_object_or_404(share.notes, key=data["note"])
    actions.answer_note(
        share=share,
        note=note,
        author=data["author"],
        body=data["body"],
        key=data["key"],
        now=timezone.now(),
    )
    return HttpResponseRedirect(f"{address(token)}#note-{note.key}", status=303)
