"""Somebody's own notes: written, found, changed and deleted."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from contacts.actions import notes as actions
from contacts.actions.limits import Limit, take
from contacts.actions.notes import NotebookFullError, Owner
from contacts.anchoring import Anchor
from contacts.forms.notes import EditForm, NoteForm, PlaceForm, SearchForm
from contacts.models import Note
from contacts.reading import (
    by_study,
    matching,
    passage_anchor,
    passage_text,
    selected_anchor,
    shown,
    suggested_anchor,
)
from contacts.views.owners import forget_owner, keep_owner, privately, read_owner
from contacts.views.shares import share_link
from portal.lib.origin import own_pages_only
from portal.lib.visitor import is_this_machine, network
from trials.models import Study
from trials.pages.passages import read_study

NEW_NOTEBOOKS = Limit("notebooks from a network", 60, timedelta(hours=1))


@own_pages_only
@require_http_methods(["GET", "HEAD", "POST"])
def note_list(request: HttpRequest) -> HttpResponse:
    """All of somebody's notes, or those with certain words, study by study."""
    owner, form = read_owner(request), SearchForm(request.POST or None)
    notes = list(owner.notebook.notes.select_related("study")) if owner else []
    words = form.cleaned_data["q"] if form.is_valid() else ""
    context = {
        "owner": owner,
        "form": form,
        "total": len(notes),
        "groups": by_study(shown(matching(notes, words) if words else notes)),
        "words": words,
        "shares": shares_of(owner) if owner else [],
        "now": timezone.now(),
    }
    response = privately(render(request, "contacts/notes/note_list.html", context))
    return keep_owner(response, owner, timezone.now()) if owner else response


def shares_of(owner: Owner) -> Any:
    """Return the owner's shares with what happened to them."""
    shares = owner.notebook.shares.prefetch_related(
        "openings", "answers__note", "notes"
    )
    return [(share, share_link(share)) for share in shares]


@own_pages_only
@require_http_methods(["GET", "HEAD", "POST"])
def add_note(request: HttpRequest) -> HttpResponse:
    """Show a passage with room for a note, or write it: a page, or JSON to a script."""
    if request.method != "POST":
        return new_note(request)
    form, owner = NoteForm(request.POST), read_owner(request)
    anchor = find_anchor(form) if form.is_valid() else None
    if anchor is None or not may_begin(request, owner, form):
        return refuse_note(request, form)
    now = timezone.now()
    try:
        owner, note = actions.add_note(
            owner=owner,
            key=form.cleaned_data["key"] or uuid4(),
            study=form.cleaned_data["study"],
            language=get_language(),
            anchor=anchor,
            body=form.cleaned_data["body"],
            now=now,
        )
    except NotebookFullError:
        form.add_error(None, _("Your notebook is full. Delete some notes first."))
        return refuse_note(request, form)
    if wants_json(request):
        one = shown([note], get_language())[0]
        answer: HttpResponse = JsonResponse(one.as_json(), status=201)
    else:
        answer = redirect(f"{reverse('contacts:note_list')}#note-{note.key}")
    return keep_owner(privately(answer), owner, now)


def new_note(request: HttpRequest) -> HttpResponse:
    """Show the passage beside which the button was pressed, and the form."""
    place = PlaceForm(request.GET)
    if not place.is_valid():
        raise Http404
    study, at = place.cleaned_data["study"], place.cleaned_data["at"]
    form = NoteForm(initial={**place.cleaned_data, "study": study.registry_id})
    return note_page(request, form, study, at, place.cleaned_data["v"])


def note_page(
    request: HttpRequest, form: NoteForm, study: Study, at: int | None, version: Any
) -> HttpResponse:
    """Show the form with the words that it is about."""
    text = form.data.get("exact") or ""
    if not text and at is not None:
        text = passage_text(study, get_language(), at)
    if not text:
        raise Http404
    context = {
        "form": form,
        "study": study,
        "text": text,
        "at": at,
        "is_changed": version is not None and version != study.revision,
    }
    status = 422 if form.is_bound else 200
    page = render(request, "contacts/notes/add_note.html", context, status=status)
    return privately(page)


def find_anchor(form: NoteForm) -> Anchor | None:
    """Return the place the note is about; without one, the form says why."""
    data = form.cleaned_data
    reading = read_study(data["study"], get_language())
    if data["exact"]:
        start = data["start"] or 0
        anchor = selected_anchor(reading, data["part"], start, data["exact"])
    elif data["at"] is not None:
        anchor = passage_anchor(reading, data["at"], data["words"])
    else:
        anchor = None
    if anchor is None and data["words"]:
        form.add_error("words", _("These words do not stand in the text above."))
    elif anchor is None:
        form.add_error(
            None,
            _("This text has changed since you opened the page. Please load it again."),
        )
    return anchor


def may_begin(request: HttpRequest, owner: Owner | None, form: NoteForm) -> bool:
    """Whether one more notebook may be begun from this network."""
    visitor = network(request)
    if owner or is_this_machine(visitor):
        return True
    is_free = take(NEW_NOTEBOOKS, visitor, now=timezone.now())
    if not is_free:
        form.add_error(None, _("Many notebooks were begun here. Try again in an hour."))
    return is_free


def refuse_note(request: HttpRequest, form: NoteForm) -> HttpResponse:
    """Say what is wrong, with everything that was typed."""
    if wants_json(request):
        errors = [error for field in form.errors.values() for error in field]
        return privately(JsonResponse({"errors": errors}, status=422))
    study, data = form.cleaned_data.get("study"), form.cleaned_data
    if study is None:
        raise Http404
    return note_page(request, form, study, data.get("at"), data.get("v"))


def wants_json(request: HttpRequest) -> bool:
    """Whether the page's script asks, and not a person."""
    return request.headers.get("Accept", "") == "application/json"


@require_safe
def notes_on(request: HttpRequest, registry_id: str) -> HttpResponse:
    """The owner's notes on one study's page, for its script."""
    owner, notes = read_owner(request), []
    if owner:
        own = owner.notebook.notes.filter(study__registry_id=registry_id)
        notes = shown(own.select_related("study"), get_language())
    here = [one.as_json() for one in notes if not one.is_changed]
    answer = JsonResponse({"notes": here, "changed": len(notes) - len(here)})
    return privately(answer)


def own_note(request: HttpRequest, key: UUID) -> Note:
    """Return a note of the visitor's own; anybody else's does not exist."""
    owner = read_owner(request)
    if owner is None:
        raise Http404
    return get_object_or_404(owner.notebook.notes.select_related("study"), key=key)


@own_pages_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit_note(request: HttpRequest, key: UUID) -> HttpResponse:
    """Change what a note says."""
    note = own_note(request, key)
    form = EditForm(request.POST or None, initial={"body": note.body})
    if form.is_valid():
        body = form.cleaned_data["body"]
        actions.edit_note(note=note, body=body, now=timezone.now())
        return redirect("contacts:note_list")
    context = {"form": form, "one": shown([note])[0]}
    status = 422 if form.is_bound else 200
    return privately(
        render(request, "contacts/notes/edit_note.html", context, status=status)
    )


@own_pages_only
@require_http_methods(["POST"])
def move_note(request: HttpRequest, key: UUID) -> HttpResponse:
    """Attach a note to what stands there now, because its owner says so."""
    note = own_note(request, key)
    anchor = suggested_anchor(note)
    if anchor:
        actions.move_note(note=note, anchor=anchor, now=timezone.now())
    return redirect("contacts:note_list")


@own_pages_only
@require_http_methods(["GET", "HEAD", "POST"])
def delete_note(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask, then delete one note."""
    note = own_note(request, key)
    if request.method == "POST":
        actions.delete_notes(notes=[note])
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
        actions.delete_notebook(notebook=owner.notebook)
        return forget_owner(redirect("contacts:note_list"))
    context = {"total": owner.notebook.notes.count()}
    return privately(render(request, "contacts/notes/delete_all_notes.html", context))
