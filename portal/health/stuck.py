"""Whether the outbox drains, and whether an e-mail could not be sent at all."""

from datetime import timedelta

from django.conf import settings

from contacts.conversation.models.troubles import Trouble
from contacts.mail.batches.queues import IN_BULK
from contacts.mail.bounces.kinds import GIVEN_UP, REFUSED
from contacts.mail.models.outbox import PLAIN
from contacts.models import OutgoingEmail, Purpose, from_now
from portal.health.sending import waiting_mails

# A failure is told for so long; without a new one it is over.
FRESH = timedelta(days=1)
TO_MANY = [Purpose.ALERTS, Purpose.CONFIRM_ALERTS, Purpose.ALERTS_END_SOON]


def waits_in_vain() -> int:
    """Return how many e-mails have waited too long, where nothing goes on.

    Either nobody touches what is due, or all that is tried is refused.
    """
    # It is told when it has been seen for a while more.
    seconds = settings.ALARM_OUTBOX_SECONDS - settings.ALARM_STANDING_SECONDS
    long_ago = from_now(-timedelta(seconds=max(0, seconds)))
    untouched = waiting_mails().filter(next_attempt_at__lte=long_ago)
    untouched = untouched.exclude(queue__in=IN_BULK)
    if untouched.exists():
        return untouched.count()
    tried = OutgoingEmail.objects.unsent().filter(
        attempts__gt=0, created_at__lte=long_ago
    )
    if OutgoingEmail.objects.filter(sent_at__gt=long_ago).exists():
        return 0
    return tried.count()


def failed_lately() -> int:
    """Return how many e-mails of families and teams were given up in a day.

    A subscriber's address that is dead is everyday; the alerts end by themselves.
    """
    ended = Trouble.objects.failures().filter(
        at__gt=from_now(-FRESH), kind__in=[GIVEN_UP, REFUSED]
    )
    return ended.exclude(purpose__in=TO_MANY).count()


def written_plainly() -> int:
    """Return how many e-mails left in a day without the words of their letter."""
    left = OutgoingEmail.objects.filter(sent_at__gt=from_now(-FRESH))
    return left.filter(letter=PLAIN).count()
