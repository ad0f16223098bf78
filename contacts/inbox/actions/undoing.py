"""A deed is taken back: each stands as before, unless something happened since."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from contacts.enquiries.actions.posting import audit
from contacts.inbox.actions.bulk import FIELDS, Values, values_now
from contacts.inbox.actions.merging import take_apart
from contacts.models import Enquiry, OutgoingEmail, Verb

# By what an undone deed is known, by a field that it changed; a mark is not noted.
VERBS = {
    "outcome": Verb.ENQUIRY_REOPENED,
    "snoozed_until": Verb.ENQUIRY_SNOOZED,
    "owner": Verb.ENQUIRY_RELEASED,
}


def undo_in_bulk(*, changes: Iterable[Values], now: datetime, by: str) -> int:
    """Take back what can be; return how many stayed as they are."""
    return sum(not undo_one(change, now, by) for change in changes)


@transaction.atomic
def undo_one(change: Values, now: datetime, by: str) -> bool:
    """Write back one enquiry's values, unless they changed again or its letter left."""
    locked = Enquiry.objects.select_for_update().filter(pk=change["pk"]).first()
    if locked is None or not is_as_left(locked, change["after"]):
        return False
    mails = OutgoingEmail.objects.filter(pk__in=change["mails"])
    if mails.recallable().delete()[0] < len(change["mails"]):
        transaction.set_rollback(True)
        return False
    merge = change.get("merge")
    if merge and not take_apart(merge, locked.pk):
        transaction.set_rollback(True)
        return False
    for one in (change, merge) if merge else (change,):
        Enquiry.objects.filter(pk=one["pk"]).update(**stored(one["before"]))
    for verb in [VERBS[name] for name in VERBS if name in change["after"]][:1]:
        audit(locked, verb, now, by, undone=True)
    return True


def is_as_left(enquiry: Enquiry, after: Values) -> bool:
    """Whether nobody has changed since what the deed had changed."""
    now = values_now(enquiry)
    return all(now[name] == value for name, value in after.items())


def stored(values: Values) -> dict[str, Any]:
    """Return kept values as the columns take them."""
    fields = {one.name: one for one in Enquiry._meta.fields if one.name in FIELDS}
    return {
        fields[name].attname: fields[name].to_python(value)
        for name, value in values.items()
    }
