"""Somebody's own notes: written, found, changed and deleted."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from contacts.models import Note
from contacts.notes.actions import notebooks
from contacts.notes.actions import notes as note_actions
from contacts.notes.actions.notebooks import Owner
from contacts.notes.forms.writing import EditNoteForm, MoveNoteForm, NoteSearchForm
from contacts.notes.noted_places import seen_anchor
from contacts.notes.shown_notes import group_by_study, notes_holding, show_notes
from contacts.notes.views.owners import (
    forget_owner,
    keep_owner,
    privately,
    read_owner,
    use_owner,
)
from contacts.notes.views.shares import share_link
from portal.lib.origin import own_pages_only


@own_pages_only
@require_http_methods(["GET", "HEAD", "POST"])
def note_list(request: HttpRequest) -> HttpResponse:
    """All of somebody's notes, or those with certain words, study by study."""
    owner, form = use_owner(request), NoteSearchForm(request.POST or None)
    notes = list(owner.notebook.notes.select_related("study")) if owner else []
    words = form.cleaned_data["q"] if form.is_valid() else ""
    found = notes_holding(notes, words) if words else notes
    context = {
        "owner": owner,
        "form": form,
        "total": len(notes),
        "groups": group_by_study(show_notes(found)),
        "words": words,
        "shares": shares_of(owner) if owner else [],
        "now": timezone.now(),
    }
    response = privately(render(request, "contacts/notes/note_list.html", context))
    return keep_owner(response, owner)


def shares_of(owner: Owner) -> Any:
    """Return the owner's shares with what happened to them."""
    shares = owner.notebook.shares.prefetch_related(
        "openings", "answers__note", "notes"
    )
    return [(share, share_link(share)) for share in shares]


@require_safe
def notes_on(request: HttpRequest, registry_id: str) -> HttpResponse:
    """The owner's notes on one study's page, for its script."""
    owner, notes = use_owner(request), []
    if owner:
        own = owner.notebook.notes.filter(study__registry_id=registry_id)
        notes = show_notes(own.select_related("study"), get_language())
    here = [one.as_json() for one in notes if not one.is_changed]
    answer = JsonResponse({"notes": here, "changed": len(notes) - len(here)})
    return keep_owner(privately(answer), owner)


def own_note(request: HttpRequest, key: UUID) -> Note:
    """Return a note of the visitor's own; anybody else's does not exist."""
    owner = read_owner(request)
    if owner is None:
        raise Http404
    return get_object_or_404(owner.notebook.notes.select_related("study"), key=key)


@own_pages_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit_note(request: HttpRequest, key: UUID) -> HttpResponse:
    note = own_note(request, key)
    form = EditNoteForm(request.POST or None, initial={"body": note.body})
    if form.is_valid():
        body = form.cleaned_data["body"]
        note_actions.edit_note(note=note, body=body, now=timezone.now())
        return redirect("contacts:note_list")
    context = {"form": form, "one": show_notes([note])[0]}
    status = 422 if form.is_bound else 200
    return privately(
        render(request, "contacts/notes/edit_note.html", context, status=status)
    )


edit_note.keeps = EditNoteForm


@own_pages_only
@require_http_methods(["POST"])
def move_note(request: HttpRequest, key: UUID) -> HttpResponse:
    """Attach a note to what stands there now, because its owner says so.

    What has changed again since then is shown once more, and nothing is moved.
    """
    note, form = own_note(request, key), MoveNoteForm(request.POST)
    anchor = seen_anchor(note, form.cleaned_data) if form.is_valid() else None
    if anchor:
        note_actions.move_note(note=note, anchor=anchor, now=timezone.now())
    return redirect(f"{reverse('contacts:note_list')}#note-{note.key}")


@own_pages_only
@require_http_methods(["GET", "HEAD", "POST"])
def delete_note(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask, then delete one note."""
    note = own_note(request, key)
    if request.method == "POST":
        note_actions.delete_notes(notes=[note])
        return redirect("contacts:note_list")
    return privately(render(request, "contacts/notes/delete_note.html", {"note": note}))


@own_pages_only
@require_http_methods(["GET", "HEAD", "POST"])
def delete_all_notes(request: HttpRequest) -> HttpResponse:
    """Ask, then delete everything, and both cookies."""
    owner = read_owner(request)
    if owner is None:
        return redirect("contacts:note_list")
    if request.method == "POST":
        notebooks.delete_notebook(notebook=owner.notebook)
        return forget_owner(redirect("contacts:note_list"))
    context = {"total": owner.notebook.notes.count()}
    return privately(render(request, "contacts/notes/delete_all_notes.html", context))
