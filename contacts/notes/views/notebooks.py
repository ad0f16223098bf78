"""A notebook as a whole: on another device, on paper, as a file, in a message."""

from collections.abc import Iterable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from contacts.enquiries.forms.message import MESSAGE_LENGTH
from contacts.files.words import asked_form, words_file
from contacts.models import Note
from contacts.notes.actions import notebooks
from contacts.notes.actions.notebooks import Owner
from contacts.notes.annotations import as_annotations
from contacts.notes.questions import quoted_questions
from contacts.notes.shown_notes import group_by_study, show_notes
from contacts.notes.views.owners import (
    find_owner,
    keep_owner,
    privately,
    read_owner,
    use_owner,
)
from contacts.telephones import telephones
from portal.hospital.whole_address import whole_address
from portal.lib.origin import own_pages_only
from trials.models import Study


@own_pages_only
@require_http_methods(["GET", "HEAD", "POST"])
def notebook_link(request: HttpRequest) -> HttpResponse:
    """Show the link for another device; POST makes a new one and ends the others."""
    owner = use_owner(request)
    if owner is None:
        return redirect("contacts:note_list")
    is_new = request.method == "POST"
    if is_new:
        owner = notebooks.renew_secret(notebook=owner.notebook, now=timezone.now())
    path = reverse("contacts:open_notebook", args=[owner.secret])
    context = {"link": whole_address(path), "is_new": is_new}
    page = render(request, "contacts/notes/notebook_link.html", context)
    return keep_owner(privately(page), owner)


@own_pages_only
@require_http_methods(["GET", "HEAD", "POST"])
def open_notebook(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button; pressing it opens the notes in this browser."""
    owner = find_owner(token)
    if owner is None:
        raise Http404
    if request.method == "POST":
        return keep_owner(redirect("contacts:note_list"), owner)
    mine = read_owner(request)
    context = {
        "is_replaced": mine is not None and mine.notebook != owner.notebook,
        "is_mine": mine is not None and mine.notebook == owner.notebook,
    }
    return privately(render(request, "contacts/notes/open_notebook.html", context))


@require_safe
def note_sheet(request: HttpRequest) -> HttpResponse:
    """The notes as a sheet of questions for the doctor's visit, to be printed."""
    owner = use_owner(request)
    notes = owner.notebook.notes.select_related("study") if owner else []
    groups = group_by_study(show_notes(notes))
    for group in groups:
        group["telephones"] = telephones(group["study"], None)
    context = {"groups": groups, "day": timezone.localdate()}
    page = render(request, "contacts/notes/note_sheet.html", context)
    return keep_owner(privately(page), owner)


@require_safe
def export_notes(request: HttpRequest) -> HttpResponse:
    """The notes as a file: in words, or in the W3C Web Annotation model."""
    owner = use_owner(request)
    notes = owner.notebook.notes.all() if owner else Note.objects.none()
    notes = notes.select_related("study").prefetch_related("answers__note")
    if asked_form(request) != "json":
        return keep_owner(privately(notes_in_words(request, notes)), owner)
    here = whole_address(request.path)
    answer = JsonResponse(
        as_annotations(list(notes), here),
        content_type="application/ld+json",
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
    answer["Content-Disposition"] = 'attachment; filename="notes.jsonld"'
    return keep_owner(privately(answer), owner)


def notes_in_words(request: HttpRequest, notes: Iterable[Note]) -> HttpResponse:
    """Return the notes as people read them, study by study."""
    groups = group_by_study(show_notes(notes))
    said = {"groups": groups, "day": timezone.localdate()}
    return words_file(request, "contacts/notes/everything.txt", said, "notes")


@own_pages_only
@require_http_methods(["POST"])
def ask_team(request: HttpRequest) -> HttpResponse:
    """Take chosen notes along to the message form of their study."""
    owner = read_owner(request)
    notes = chosen_notes(request, owner) if owner else []
    if owner is None or not notes:
        return redirect("contacts:note_list")
    length = len(quoted_questions(notes))
    if length > MESSAGE_LENGTH:
        context = {"length": length, "limit": MESSAGE_LENGTH, "number": len(notes)}
        page = render(request, "contacts/notes/ask_team.html", context, status=422)
        return privately(page)
    notebooks.ask_team(notebook=owner.notebook, notes=notes)
    address = reverse("contacts:send_message", args=[notes[0].study.registry_id])
    return redirect(f"{address}?notes=1")


def chosen_notes(request: HttpRequest, owner: Owner) -> list[Note]:
    """Return the notes of the owner's own that were ticked."""
    keys = []
    for text in request.POST.getlist("notes"):
        try:
            keys.append(UUID(text))
        except ValueError:
            continue
    return list(owner.notebook.notes.filter(key__in=keys).select_related("study"))


def noted_questions(request: HttpRequest, study: Study) -> str:
    """Return the notes that their owner wants to ask this study's team."""
    owner = read_owner(request) if "notes" in request.GET else None
    if owner is None:
        return ""
    return quoted_questions(owner.notebook.notes.filter(study=study, is_question=True))
