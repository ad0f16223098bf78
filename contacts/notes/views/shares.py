"""Notes are shared by their owner, and the links taken back."""

from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from contacts.models import NoteShare
from contacts.notes.actions import shares as closing
from contacts.notes.actions import sharing
from contacts.notes.actions.notebooks import Owner
from contacts.notes.forms.sharing import ShareForm
from contacts.notes.share_links import link_secret
from contacts.notes.views.notebooks import chosen_notes
from contacts.notes.views.owners import privately, read_owner
from portal.hospital.whole_address import whole_address
from portal.lib.origin import own_pages_only


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
    status, values = 422 if form.is_bound else 200, {"form": form}
    page = render(request, "contacts/notes/share_notes.html", values, status=status)
    return privately(page)


def made(request: HttpRequest, owner: Owner, form: ShareForm) -> HttpResponse:
    """Share the notes and show how; a second press never shows less than is true."""
    data = form.cleaned_data
    shared = sharing.share_notes(
        notebook=owner.notebook,
        notes=list(owner.notebook.notes.filter(key__in=data["notes"])),
        own=data["own"] if data["way"] == "own" else "",
        language=get_language(),
        terms=form.terms(),
        key=data["key"] or uuid4(),
        now=timezone.now(),
    )
    context = {"shared": shared, "share": shared.share}
    context |= {"passcode": shared.passcode, "link": share_link(shared.share)}
    return privately(render(request, "contacts/notes/share_made.html", context))


def share_link(share: NoteShare) -> str:
    """Return the address to pass on."""
    return whole_address(address(link_secret(share)))


def address(token: str) -> str:
    """Return the path of a shared page."""
    return reverse("contacts:shared_notes", args=[token])


@own_pages_only
@require_http_methods(["POST"])
def revoke_share(request: HttpRequest, key: UUID) -> HttpResponse:
    """Close a link at once."""
    owner = read_owner(request)
    shares = owner.notebook.shares.all() if owner else NoteShare.objects.none()
    closing.revoke_share(share=get_object_or_404(shares, key=key), now=timezone.now())
    return redirect("contacts:note_list")
