"""Which alert mails go next, and whether each is still wanted."""

from datetime import datetime

from django.db import transaction

from contacts.alerts.actions.households import take_mail_back
from contacts.alerts.actions.mailing.composing import compose_mails
from contacts.alerts.models.matching import still_true
from contacts.mail.delivery import offer
from contacts.models import (
    AlertTurn,
    OutgoingEmail,
    Purpose,
    Queue,
    Subscription,
    SubscriptionState,
)


def next_mails(now: datetime, limit: int) -> list[int]:
    """Return mails to be sent; where none wait, the next ones are written."""
    waiting = offer(Queue.BULK, limit)
    if waiting or not compose_mails(now=now, limit=limit):
        return waiting
    return offer(Queue.BULK, limit)


def is_halted() -> bool:
    """Whether the desk has halted the sending."""
    halted = AlertTurn.objects.filter(name=AlertTurn.SENDING)
    return halted.exclude(stopped_at=None).exists()


def is_wanted(pk: int, now: datetime) -> bool:
    """Whether a mail still says what is true to somebody who wants to hear it.

    One that does not is taken back; what is left of it comes in another mail.
    """
    mail = OutgoingEmail.objects.select_related("subscription").filter(pk=pk).first()
    if mail is None or mail.subscription is None:
        return mail is not None
    if is_still_so(mail, mail.subscription, now):
        return True
    with transaction.atomic():
        take_mail_back(mail)
    return False


def is_still_so(mail: OutgoingEmail, whose: Subscription, now: datetime) -> bool:
    """Whether all that a mail tells is true, and its reader still subscribed."""
    if mail.purpose == Purpose.ALERTS_END_SOON and whose.is_alive:
        return True
    told = set(mail.alerts.values_list("pk", flat=True))
    if whose.state != SubscriptionState.ACTIVE or not told:
        return False
    return still_true(sorted(told), now) == told
