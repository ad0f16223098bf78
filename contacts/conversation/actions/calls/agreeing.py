"""A call is agreed on, or another hour for it, or none any more."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from contacts.conversation.actions.handling import claim
from contacts.conversation.models.agreed_calls import AgreedCall, AgreedState
from contacts.enquiries.actions.locking import lock_enquiry
from contacts.enquiries.actions.posting import audit
from contacts.models import CallResult, Enquiry, Verb


@transaction.atomic
def agree_call(
    *, enquiry: Enquiry, at: datetime, zone: str, user: User, now: datetime, by: str
) -> AgreedCall | None:
    """Note the hour that somebody agreed on with a family; the last one counts.

    Whoever agreed takes care of it, unless a colleague does. None where it is closed
    meanwhile.
    """
    row = lock_enquiry(enquiry)
    if row.is_closed:
        return None
    end_agreed_call(row, AgreedState.DROPPED)
    audit(row, Verb.CALL_AGREED, now, by)
    claim(enquiry=row, user=user, now=now, by=by)
    return AgreedCall.objects.create(
        enquiry=row, at=at, zone=zone, agreed_by=user, agreed_at=now
    )


@transaction.atomic
def drop_agreed_call(*, enquiry: Enquiry, now: datetime, by: str) -> bool:
    """Take an agreed call back; false where there is none."""
    row = lock_enquiry(enquiry)
    if not end_agreed_call(row, AgreedState.DROPPED):
        return False
    audit(row, Verb.CALL_AGREED, now, by, dropped=True)
    return True


def end_agreed_call(
    enquiry: Enquiry, state: AgreedState, until: datetime | None = None
) -> bool:
    """End what is open, all of it or what was due by a moment."""
    rows = AgreedCall.objects.still_open().filter(enquiry=enquiry)
    if until:
        rows = rows.filter(at__lte=until)
    return bool(rows.update(state=state))


def settle_agreed_call(enquiry: Enquiry, result: str, now: datetime) -> None:
    """Let a noted call settle the agreed one: they spoke, or its hour went by.

    Whoever tries before the hour and reaches nobody has still to call then.
    """
    if result == CallResult.REACHED:
        end_agreed_call(enquiry, AgreedState.KEPT)
    else:
        end_agreed_call(enquiry, AgreedState.MISSED, until=now)
