"""Deciding which request for alerts is answered by a mail: one a day to an address."""

from datetime import datetime

from django.db import transaction

from contacts.alerts.actions.wishing import write_conditions
from contacts.alerts.sentences import mails
from contacts.mail import rendering
from contacts.mail.bounces.kinds import COMPLAINED
from contacts.mail.kinds import KINDS
from contacts.models import (
    DeadAddress,
    OutgoingEmail,
    Purpose,
    Subscription,
    SubscriptionState,
)

BATCH = 50
PAUSE = KINDS[Purpose.CONFIRM_ALERTS].pause
WISHES = [
    *("relationship", "language", "pace", "reach", "country", "place"),
    *("distance_km", "birth_year", "birth_month", "x", "y", "z", "nearness"),
]


def answer_requests(*, now: datetime) -> int:
    """Answer what came in since the last time; return how many mails that makes."""
    waiting = Subscription.objects.unanswered(now).order_by("pk")
    return sum(
        answer_request(pk, now) for pk in waiting.values_list("pk", flat=True)[:BATCH]
    )


@transaction.atomic
def answer_request(pk: int, now: datetime) -> bool:
    """Answer one request; true when a mail goes out.

    All requests of an address are locked together, so that two workers never write
    to one person at once.
    """
    request = Subscription.objects.filter(pk=pk).first()
    same = locked_household(request)
    if request is None or not is_waiting(request, same):
        return False
    if complained(request):
        # Never asked again; the request is erased after a week like any other.
        Subscription.objects.filter(pk=pk).update(answered_at=now)
        return False
    recent = [one for one in same if was_mailed(one, now - PAUSE)]
    if not recent:
        send_request(request, now)
        return True
    join_recent(request, recent)
    return False


def join_recent(request: Subscription, recent: list[Subscription]) -> None:
    """Let a request take part in the last mail, or wait for the next one."""
    pending = [one for one in recent if one.state == SubscriptionState.REQUESTED]
    if pending:
        # The link that is in the mailbox already confirms the newest wishes.
        take_over(pending[0], request)
        return
    latest = max(one.answered_at for one in recent if one.answered_at)
    Subscription.objects.filter(pk=request.pk).update(answer_at=latest + PAUSE)


def locked_household(request: Subscription | None) -> list[Subscription]:
    """Return all subscriptions of a request's mailbox, locked."""
    rows = Subscription.objects.select_for_update()
    return list(rows.filter(household=request.household)) if request else []


def is_waiting(request: Subscription, same: list[Subscription]) -> bool:
    """Whether nobody has answered a request meanwhile."""
    return any(one.pk == request.pk and one.answered_at is None for one in same)


def was_mailed(one: Subscription, since: datetime) -> bool:
    """Whether a mail of ours went to a subscription lately."""
    return bool(one.is_in_touch and one.answered_at and one.answered_at > since)


def complained(request: Subscription) -> bool:
    """Whether somebody reported an earlier mail to this address as unwanted."""
    known = DeadAddress.objects.filter(address_hash=request.household)
    return known.filter(kind=COMPLAINED).exists()


def send_request(request: Subscription, now: datetime) -> None:
    """Queue the mail that asks whether the request is meant."""
    Subscription.objects.filter(pk=request.pk).update(answered_at=now, is_in_touch=True)
    mail = rendering.outgoing(
        Purpose.CONFIRM_ALERTS,
        mails.confirm_mail(request),
        to_address=request.email,
        now=now,
    )
    mail.subscription = request
    OutgoingEmail.objects.bulk_create([mail])


def take_over(pending: Subscription, request: Subscription) -> None:
    """Give an unconfirmed request the wishes of a later one, which then goes."""
    for name in WISHES:
        setattr(pending, name, getattr(request, name))
    pending.save(update_fields=WISHES)
    write_conditions(pending, tuple(request.condition_names))
    request.delete()
