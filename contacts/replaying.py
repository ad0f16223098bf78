"""After a backup was restored: what was erased or stopped since is so again.

It stands above all rooms, because each erases in its own way; a model that says when
its rows are BORN is found here too.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models

from contacts.alerts.actions.erasing import tidy_subscriptions
from contacts.alerts.actions.subscriptions import erase, stop
from contacts.conversation.actions.erasing import erase_enquiry
from contacts.conversation.actions.purging import purge_leftovers
from contacts.conversation.actions.stopping import stop_mails
from contacts.enquiries import erasure_list
from contacts.enquiries.actions.erasures import erasure_of, list_erasures
from contacts.enquiries.sentences import to_team
from contacts.models import (
    Enquiry,
    Note,
    Notebook,
    NoteShare,
    Outcome,
    PageMailStop,
    Subscription,
    SubscriptionState,
    Watcher,
)
from contacts.notes.actions.notebooks import delete_notebook, purge_notes
from contacts.notes.actions.notes import delete_notes
from contacts.notes.actions.shares import purge_shares, revoke_share
from contacts.pagemails.actions import STOPPED, erase_passed_mails, stop_pages
from contacts.upkeep.actions.correcting import purge_corrections
from contacts.upkeep.actions.watching import stop_watching, tidy_watchers

Again = Callable[[Any, datetime, str], object]
ERASE: dict[type[models.Model], Again] = {
    Enquiry: lambda row, now, by: erase_enquiry(
        enquiry=row, now=now, by=by, tells_team=False
    ),
    Subscription: lambda row, now, by: erase(subscription=row, now=now, by=by),
    Notebook: lambda row, now, by: delete_notebook(notebook=row),
    Note: lambda row, now, by: delete_notes(notes=[row]),
    Watcher: lambda row, now, by: stop_watching(watcher=row),
}
END: dict[type[models.Model], Again] = {
    # The team is told again: nobody knows whether it was, before the backup came back.
    Enquiry: lambda row, now, by: stop_mails(
        enquiry=row, why=to_team.WITHDRAWN, now=now, by=by
    ),
    Subscription: lambda row, now, by: stop(subscription=row, now=now, by=by),
    NoteShare: lambda row, now, by: revoke_share(share=row, now=now),
}


def replay_erasures(*, now: datetime, by: str) -> int:
    """Erase and end again what the list names; return how many rows that were.

    What ran out meanwhile goes too, as the hourly jobs would let it go.
    """
    known = erasure_list.fingerprints(settings.ERASURES_DIR)
    key = erasure_list.own_key(settings.ERASURES_DIR)
    count = 0
    for again, ended in ((ERASE, False), (END, True)):
        for model, act in again.items():
            rows = still_open(model) if ended else model._default_manager.all()
            for row in listed(rows, key, known, ended=ended):
                act(row, now, by)
                count += 1
    count += stop_again(now)
    let_run_out(now, by)
    return count


def stop_again(now: datetime) -> int:
    """Mail no page to whom the list names; return how many a backup had forgotten."""
    listed_stops = erasure_list.stops(settings.ERASURES_DIR, STOPPED)
    known = PageMailStop.objects.values_list("address_hash", flat=True)
    forgotten = listed_stops - set(known)
    for address in sorted(forgotten):
        stop_pages(address=address, now=now)
    return len(forgotten)


def let_run_out(now: datetime, by: str) -> None:
    """Do what the hourly jobs do with all that has run out."""
    purge_leftovers(now=now)
    purge_notes(now=now)
    purge_shares(now=now)
    tidy_subscriptions(now=now, by=by)
    tidy_watchers(now=now)
    erase_passed_mails(now=now)
    purge_corrections(now=now)
    while list_erasures(now=now):
        pass


def still_open(model: type[models.Model]) -> models.QuerySet[models.Model]:
    """Return the rows of a model that somebody may yet end."""
    if model is Enquiry:
        return Enquiry.objects.exclude(outcome=Outcome.WITHDRAWN)
    if model is NoteShare:
        return NoteShare.objects.filter(revoked_at=None)
    return Subscription.objects.exclude(state=SubscriptionState.STOPPED)


def listed(
    rows: models.QuerySet[models.Model], key: bytes, known: set[str], *, ended: bool
) -> Iterator[models.Model]:
    """Yield those of the rows that the list names."""
    for row in rows.only("pk", rows.model.BORN).iterator():
        if erasure_list.mark(key, erasure_of(row, ended=ended).name) in known:
            yield rows.model._default_manager.get(pk=row.pk)
