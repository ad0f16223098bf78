"""A shared link is closed, and what was closed for a while is deleted."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from contacts.enquiries.actions.erasures import note_erasure
from contacts.models import NoteShare

# Closed shares are deleted with their answers after so long.
CLOSED_KEPT = timedelta(days=30)


@transaction.atomic
def revoke_share(*, share: NoteShare, now: datetime) -> None:
    """Close a link at once, also for whoever has just opened it."""
    open_ones = NoteShare.objects.filter(pk=share.pk, revoked_at=None)
    if open_ones.update(revoked_at=now):
        note_erasure(share, ended=True)


def purge_shares(*, now: datetime) -> int:
    """Delete shares that have been closed for a while; return how many."""
    old = now - CLOSED_KEPT
    closed = NoteShare.objects.filter(Q(expires_at__lt=old) | Q(revoked_at__lt=old))
    _rows, by_model = closed.delete()
    return by_model.get("contacts.NoteShare", 0)
