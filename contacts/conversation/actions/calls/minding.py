"""Whoever agreed on a call is reminded of it, and told when nobody noted it."""

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction

from contacts.conversation.models.agreed_calls import (
    AgreedCall,
    AgreedCallQuerySet,
    AgreedState,
)
from contacts.enquiries.actions.recipients import owner_addresses
from contacts.enquiries.actions.team_mails.letters import Letter, only_brief
from contacts.enquiries.actions.team_mails.notifying import tell_addresses
from contacts.enquiries.sentences.agreed_calls import call_missed, call_soon
from contacts.models import Purpose
from contacts.teams.offices import office_of

# So long before the hour the member hears of it; so long after it, it counts as missed.
AHEAD, GRACE = timedelta(minutes=15), timedelta(minutes=60)


def mind_calls(*, now: datetime, limit: int = 200) -> int:
    """Remind of what is near and tell of what was forgotten; return how many."""
    soon = AgreedCall.objects.to_remind(now + AHEAD)
    over = AgreedCall.objects.forgotten(now - GRACE)
    done = [tell_missed(pk, now) for pk in due_calls(over, limit)]
    done += [remind_of_call(pk, now) for pk in due_calls(soon, limit)]
    return sum(done)


def due_calls(calls: AgreedCallQuerySet, limit: int) -> list[int]:
    """Return the numbers of some calls, the nearest first."""
    return list(calls.order_by("at").values_list("pk", flat=True)[:limit])


@transaction.atomic
def remind_of_call(pk: int, now: datetime) -> bool:
    """Mail the reminder once, however many workers look."""
    near = AgreedCall.objects.to_remind(now + AHEAD).filter(pk=pk)
    return bool(near.update(reminded_at=now)) and tell_caller(pk, call_soon, now)


@transaction.atomic
def tell_missed(pk: int, now: datetime) -> bool:
    """Say once that the hour went by and nobody noted a call."""
    over = AgreedCall.objects.forgotten(now - GRACE).filter(pk=pk)
    missed = {"state": AgreedState.MISSED}
    return bool(over.update(**missed)) and tell_caller(pk, call_missed, now)


def tell_caller(pk: int, letter: Letter, now: datetime) -> bool:
    """Write to whoever takes care of it, by the clock of their team."""
    call = AgreedCall.objects.select_related("enquiry__team", "enquiry__site").get(
        pk=pk
    )
    enquiry = call.enquiry
    zone = office_of(enquiry.team, enquiry.site).zone
    said = only_brief(Purpose.REMINDER_TO_TEAM, partial(letter, at=call.at, zone=zone))
    tell_addresses(enquiry, said, owner_addresses(enquiry, now), now)
    return True
