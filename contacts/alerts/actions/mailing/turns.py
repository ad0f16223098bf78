"""Who may send alerts now, and how many: shared by all processes, in the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db.models.functions import Now

from contacts.mail.delivery import LEASE
from contacts.models import AlertTurn, OutgoingEmail, Queue


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
    waiting = OutgoingEmail.objects.filter(queue=Queue.ENQUIRIES).at_rest()
    return waiting.filter(next_attempt_at__lte=Now()).exists()
