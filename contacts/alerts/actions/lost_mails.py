"""Mails that did not arrive end the alerts of their mailbox, at once or in time."""

from datetime import datetime, timedelta

from django.db.models import Max

from contacts.alerts.actions.subscriptions import stop_address
from contacts.mail.bounces.kinds import GIVEN_UP, UNSUBSCRIBED, effect_of
from contacts.models import EmailState, OutgoingEmail, StopReason, address_hash

# A server that says no may mean us and not the mailbox; after so many mails with
# alerts that could not be left, over so long a time, it is the mailbox.
FAILURES, FAILING = 3, timedelta(days=7)


def end_alerts(mail: OutgoingEmail, kind: str, now: datetime, by: str) -> None:
    """Stop what goes to an address that takes no mail or wants none."""
    known = address_hash(mail.to_address)
    if kind == UNSUBSCRIBED:
        reason = StopReason.UNSUBSCRIBED
        stop_address(address_hash=known, now=now, by=by, reason=reason)
    elif effect_of(kind).is_dead:
        stop_address(address_hash=known, now=now, by=by)
    elif kind == GIVEN_UP and mail.subscription_id:
        lose_patience(mail, now, by)


def lose_patience(mail: OutgoingEmail, now: datetime, by: str) -> None:
    """Stop alerts to a mailbox where the last mails could not be left."""
    known = address_hash(mail.to_address)
    mails = OutgoingEmail.objects.filter(subscription__household=known)
    arrived = mails.filter(state__in=[EmailState.SENT, EmailState.DELIVERED])
    latest = arrived.aggregate(at=Max("created_at"))["at"]
    failed = mails.filter(state=EmailState.FAILED).order_by("created_at")
    if latest:
        failed = failed.filter(created_at__gt=latest)
    times = list(failed.values_list("created_at", flat=True))
    if len(times) >= FAILURES and now - times[0] >= FAILING:
        stop_address(address_hash=known, now=now, by=by)
