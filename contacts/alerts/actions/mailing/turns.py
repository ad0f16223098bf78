"""Who may send alerts now, and how many: shared by all processes, in the database."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models.functions import Now

from contacts.mail.delivery import LEASE
from contacts.mail.giving_up import give_back
from contacts.models import AlertTurn, OutgoingEmail, Queue
from portal.database.clock import database_now
from portal.keyring import lookup_secret
from portal.lib.tokens import content_hash

TO = "to "
# What has its turn within so many seconds goes at once.
SOON = 1.0
# A turn that was not used within this has run out: the desk had halted the sending.
KEPT = timedelta(minutes=1)


@contextmanager
def one_sender() -> Iterator[bool]:
    """Be one of the few who send; false where there are as many as may be."""
    turns = (f"sender {number + 1}" for number in range(settings.BULK_SENDERS))
    mine = next((one for one in turns if AlertTurn.objects.take(one, LEASE)), "")
    try:
        yield bool(mine)
    finally:
        if mine:
            AlertTurn.objects.give_back(mine)


def take_places(wanted: int, seconds: float) -> int:
    """Return how many alerts may leave now, of what a round of `seconds` may send."""
    rate = settings.BULK_PER_SECOND
    return AlertTurn.objects.draw(AlertTurn.SENDING, wanted, rate, seconds)


def give_places_back(places: int) -> None:
    """Let others have what was taken and not used."""
    if places:
        rate = settings.BULK_PER_SECOND
        AlertTurn.objects.put_back(AlertTurn.SENDING, places, rate)


def are_people_waiting() -> bool:
    """Whether a mail is due that somebody waits for."""
    waiting = OutgoingEmail.objects.of_queue(Queue.ENQUIRIES).at_rest()
    return waiting.filter(next_attempt_at__lte=Now()).exists()


def those_with_a_turn(mails: list[OutgoingEmail]) -> list[OutgoingEmail]:
    """Return the mails that their mailboxes' provider may be given now.

    The others get a later time, each its own, so that a domain gets so many a second.
    """
    rate = settings.BULK_TO_A_DOMAIN
    if rate >= settings.BULK_PER_SECOND:
        return mails
    now = database_now()
    going = [mail for mail in mails if has_turn(mail, now)]
    asking: dict[str, list[OutgoingEmail]] = defaultdict(list)
    for mail in mails:
        if not has_turn(mail, now):
            asking[domain_of(mail)].append(mail)
    later: dict[int, list[OutgoingEmail]] = defaultdict(list)
    for domain, some in sorted(asking.items()):
        first = AlertTurn.objects.queue_up(row_of(domain), len(some), rate)
        for place, mail in enumerate(some):
            seconds = first + place / rate
            if seconds < SOON:
                going.append(mail)
            else:
                later[int(seconds)].append(mail)
    for after, some in later.items():
        give_back(some, timedelta(seconds=after))
    return going


def has_turn(mail: OutgoingEmail, now: datetime) -> bool:
    """Whether a mail was given this time as its turn."""
    return mail.offered_until is not None and mail.offered_until > now - KEPT


def domain_of(mail: OutgoingEmail) -> str:
    """Return where a mail's reader has a mailbox."""
    domain: str = mail.to_address.rpartition("@")[2]
    return domain.lower()


def row_of(domain: str) -> str:
    """Return the name of a domain's row; a family may have one of its own."""
    return f"{TO}{content_hash(lookup_secret(), 'domain', domain)[:12]}"


def forget_domains(now: datetime) -> None:
    """Delete the rows of domains that nothing waits for."""
    rows = AlertTurn.objects.filter(name__startswith=TO)
    rows.filter(busy_until__lte=now - KEPT).delete()
