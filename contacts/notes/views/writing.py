"""A new note: on the passage beside a button, or on words that the script sends."""

from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contacts.allowances import NEW_NOTEBOOKS
from contacts.notes.actions import notes as note_actions
from contacts.notes.actions.notebooks import Owner
from contacts.notes.actions.notes import NotebookFullError
from contacts.notes.anchors.anchor import text_fingerprint
from contacts.notes.forms.writing import NotedPlaceForm, NoteForm
from contacts.notes.noted_places import passage_text
from contacts.notes.shown_notes import show_notes
from contacts.notes.views.owners import keep_owner, privately, read_owner
from contacts.notes.views.places import find_anchor
from contacts.ratelimits import take_ticket
from portal.lib.origin import own_pages_only
from portal.lib.visitor import network
from trials.models import Study


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
    try:
        owner, note = note_actions.add_note(
            owner=owner,
            begin=form.cleaned_data["begin"],
            key=form.cleaned_data["key"] or uuid4(),
            study=form.cleaned_data["study"],
            language=get_language(),
            anchor=anchor,
            body=form.cleaned_data["body"],
            now=timezone.now(),
        )
    except NotebookFullError:
        form.add_error(None, _("Your notebook is full. Delete some notes first."))
        return refuse_note(request, form)
    if wants_json(request):
        one = show_notes([note], get_language())[0]
        answer: HttpResponse = JsonResponse(one.as_json(), status=201)
    else:
        answer = redirect(f"{reverse('contacts:note_list')}#note-{note.key}")
    return keep_owner(privately(answer), owner)


add_note.keeps = NoteForm


def new_note(request: HttpRequest) -> HttpResponse:
    """Show the passage beside which the button was pressed, and the form."""
    place = NotedPlaceForm(request.GET)
    if not place.is_valid():
        raise Http404
    study, data = place.cleaned_data["study"], place.cleaned_data
    form = NoteForm(initial={**data, "study": study.registry_id})
    return note_page(request, form, study, data["at"])


def note_page(
    request: HttpRequest, form: NoteForm, study: Study, at: int | None
) -> HttpResponse:
    """Show the form with the words that it is about, and what names these words.

    Where they went away while somebody typed, what was typed is shown without them.
    """
    text = form.data.get("exact") or ""
    if not text and at is not None:
        text = passage_text(study, get_language(), at)
    if not text and not form.is_bound:
        raise Http404
    seen, version = text_fingerprint(text), form.initial.get("v")
    is_old = version is not None and version != study.revision
    context = {
        "form": form,
        "study": study,
        "text": text,
        "at": at,
        "seen": seen,
        "is_changed": form.data["seen"] != seen if "seen" in form.data else is_old,
    }
    status = 422 if form.is_bound else 200
    page = render(request, "contacts/notes/add_note.html", context, status=status)
    return privately(page)


def may_begin(request: HttpRequest, owner: Owner | None, form: NoteForm) -> bool:
    """Whether one more notebook may be begun from this network."""
    if owner:
        return True
    is_free = take_ticket(NEW_NOTEBOOKS, network(request), now=timezone.now())
    if not is_free:
        form.add_error(None, _("Many notebooks were begun here. Try again in an hour."))
    return is_free


def refuse_note(request: HttpRequest, form: NoteForm) -> HttpResponse:
    """Say what is wrong, with everything that was typed."""
    if wants_json(request):
        errors = [error for field in form.errors.values() for error in field]
        return privately(JsonResponse({"errors": errors}, status=422))
    study = form.cleaned_data.get("study")
    if study is None:
        raise Http404
    return note_page(request, form, study, form.cleaned_data.get("at"))


def wants_json(request: HttpRequest) -> bool:
    """Whether the page's script asks, and not a person."""
    return request.headers.get("Accept", "") == "application/json"
