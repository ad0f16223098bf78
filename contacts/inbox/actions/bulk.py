"""One deed on several enquiries at once, kept so that it can be taken back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.functional import Promise

from contacts.enquiries.actions.locking import GoneError, lock_enquiry
from contacts.models import Enquiry, OutgoingEmail

# What a deed may change; what was changed is written back by an undo.
FIELDS = (
    *("owner", "claimed_at", "state", "outcome", "closed_at", "misfit_reasons"),
    *(
        "snoozed_until",
        "offered_site",
        "suggested_site",
        "next_action",
        "next_action_at",
        "is_unread",
    ),
    *("answer_due_on", "answer_due_at", "is_urgent"),
)
Values = dict[str, Any]
# Does it, or says why not.
Deed = Callable[[Enquiry], "str | Promise"]


@dataclass
class Done:
    """What was changed, as it can be kept in a session, and what was left alone."""

    changed: list[Values] = field(default_factory=list)
    left: list[tuple[Enquiry, str]] = field(default_factory=list)


def do_in_bulk(*, enquiries: Iterable[Enquiry], deed: Deed) -> Done:
    """Do one thing with each, one transaction for each; return what became of it."""
    done = Done()
    for enquiry in enquiries:
        change, why = do_one(enquiry, deed)
        if why:
            done.left.append((enquiry, why))
        elif change:
            done.changed.append(change)
    return done


@transaction.atomic
def do_one(enquiry: Enquiry, deed: Deed) -> tuple[Values | None, str]:
    """Do it with one; return its change, None where nothing did, and why not."""
    try:
        row = lock_enquiry(enquiry)
    except GoneError:
        return None, ""
    before, mails = values_now(row), set(mails_of(row))
    why = str(deed(row))
    if why:
        return None, why
    after = values_now(row)
    names = [name for name in before if before[name] != after[name]]
    change = {
        "pk": row.pk,
        "before": {name: before[name] for name in names},
        "after": {name: after[name] for name in names},
        "mails": sorted(set(mails_of(row)) - mails),
    }
    return (change if names else None), ""


def values_now(enquiry: Enquiry) -> Values:
    """Return what a deed may change, as a session can keep it."""
    row = Enquiry.objects.filter(pk=enquiry.pk).values(*FIELDS).get()
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in row.items()
    }


def mails_of(enquiry: Enquiry) -> Iterable[int]:
    """Return the numbers of its mails that may still be waiting."""
    mails = OutgoingEmail.objects.recallable().filter(enquiry=enquiry)
    return mails.values_list("pk", flat=True)
