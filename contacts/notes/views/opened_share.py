"""What somebody sees who has opened shared notes, and their answer."""

from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core import signing
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from contacts.models import Note, NoteShare
from contacts.notes.actions import answering
from contacts.notes.forms.bodies import BODY_LENGTH
from contacts.notes.forms.shared import NoteAnswerForm
from contacts.notes.shown_notes import group_by_study, show_notes
from contacts.notes.views.owners import privately
from contacts.notes.views.shares import address
from portal.hospital.says import interface_languages
from portal.lib.origin import is_own_page

# An opened page asks for its passcode again half an hour after it was last read.
SECONDS = 30 * 60
COOKIE, SALT = "shared", "contacts.shares"


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
    for code, _name in interface_languages():
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


def answered_notes(share: NoteShare) -> QuerySet[Note]:
    """Return the notes of a share, each with what was answered there."""
    notes = share.notes.select_related("study").prefetch_related("answers")
    for note in notes:
        note.shared_answers = [a for a in note.answers.all() if a.share_id == share.pk]
        note.answer_key = uuid4()
    return notes


def opened(
    request: HttpRequest,
    share: NoteShare,
    token: str,
    form: NoteAnswerForm,
    **more: Any,
) -> HttpResponse:
    """Show the shared notes with their answers."""
    context = {
        "share": share,
        "groups": group_by_study(show_notes(answered_notes(share))),
        "form": form,
        "answer_url": reverse("contacts:answer_note", args=[token]),
        **more,
    }
    status = 422 if form.is_bound else 200
    page = render(request, "contacts/notes/shared_notes.html", context, status=status)
    return privately(page, "no-referrer")


def take_answer(request: HttpRequest, share: NoteShare, token: str) -> HttpResponse:
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
