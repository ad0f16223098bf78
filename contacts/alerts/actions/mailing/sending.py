"""Mails with alerts go out some at a time, at a rate, as long as they are still so."""

from collections import deque
from contextlib import suppress
from datetime import date, datetime
from threading import Thread, local
from time import monotonic

from django.conf import settings
from django.db import connections
from django.utils import timezone

from contacts.alerts.actions.mailing import turns
from contacts.alerts.actions.mailing.choosing_mails import (
    is_anything_due,
    is_halted,
    is_wanted,
    left_alone,
    next_mails,
)
from contacts.alerts.sentences.known_trials import KnownTrials
from contacts.mail.batches.lines import Ended
from contacts.mail.batches.rounds import put_down
from contacts.mail.delivery import PATIENCE, deliver, refused_unsent
from contacts.mail.giving_up import give_back
from contacts.mail.transport import Line
from contacts.mail.unwritten import unwritten
from contacts.models import OutgoingEmail

# So many are claimed at once as leave in so many seconds, as far as one knows: of those
# a sender that is killed may send some twice.
AT_ONCE = 0.2
FEWEST, MOST = 10, 400
# A mail that takes longer waits for a server far away: more lines carry more.
FAR = 0.005


class KeptSender(local):
    """What stays from one round of this thread to its next."""

    def __init__(self) -> None:
        self.lines = [Line()]
        # Seconds that a mail takes.
        self.pace = FAR / 2
        self.trials = KnownTrials(date.min)

    def hang_up(self) -> None:
        """Close all lines: nothing more is there for them."""
        for line in self.lines:
            line.hang_up()


kept = KeptSender()


def send_bulk(*, now: datetime, by: str, seconds: float = 1.0) -> int:
    """Send what the rate allows for `seconds`; return how many mails went out."""
    return BulkRound(now, by, seconds).go()


class BulkRound:
    """What one sender does in its time.

    Few send at once, so that the other workers are there for people who wait. Between
    two batches it makes room where somebody does, and the desk can stop it.
    """

    def __init__(self, now: datetime, by: str, seconds: float) -> None:
        self.now, self.by, self.seconds = now, by, seconds
        self.began, self.end = monotonic(), monotonic() + seconds
        if kept.trials.is_old(today := timezone.localdate(now)):
            kept.trials = KnownTrials(today)
        self.ended: list[Ended] = []
        self.sent = 0
        # Whether it stopped although there may be more to send.
        self.is_more = False

    def go(self) -> int:
        """Send, if there is a turn free; return how many mails went out."""
        if not unwritten.deeds and not is_anything_due(self.now):
            kept.hang_up()
            return 0
        with turns.one_sender() as is_free:
            if is_free:
                unwritten.write(until=self.began)
                self.try_alone()
                self.go_on()
        return self.sent

    def go_on(self) -> None:
        """Send batch by batch, until there is nothing more or somebody else's turn."""
        while not is_halted():
            places = turns.take_places(batch_size(), self.seconds)
            if not places:
                break
            mails = next_mails(self.now, places, kept.trials)
            going = turns.those_with_a_turn(mails)
            turns.give_places_back(places - len(going))
            if not mails:
                kept.hang_up()
                break
            self.send(going)
            self.is_more = self.is_over() or turns.are_people_waiting()
            if self.is_more:
                break

    def is_over(self) -> bool:
        """Whether the time is over."""
        return monotonic() > self.end

    def try_alone(self) -> None:
        """Send what a dead sender left, one by one: one of them may be why it died."""
        for pk in left_alone(FEWEST):
            if not is_halted() and is_wanted(pk, self.now):
                [line, *_more] = kept.lines
                done = deliver(pk=pk, now=self.now, by=self.by, line=line)
                self.sent += done is not None

    def send(self, mails: list[OutgoingEmail]) -> None:
        """Send claimed mails until the time is over; the others are free again."""
        waiting, began = deque(mails), monotonic()
        # Whoever took long to write them sends some of them even so.
        self.end = max(self.end, began + AT_ONCE)
        threads = [
            Thread(target=self.carry_apart, args=(waiting, line), daemon=True)
            for line in more_lines(len(mails))
        ]
        for thread in threads:
            thread.start()
        self.carry(waiting, kept.lines[0])
        for thread in threads:
            thread.join()
        ended, self.ended = self.ended, []
        self.sent += len(ended)
        if ended:
            kept.pace = (monotonic() - began) / len(ended)
        put_down(ended, self.now, self.by)
        unwritten.write(until=self.began + PATIENCE)
        give_back(waiting)

    def carry(self, waiting: deque[OutgoingEmail], line: Line) -> None:
        """Hand over mails, one after the other; each line takes the next one ahead."""
        mail = self.next_of(waiting)
        while mail and not self.is_over():
            following = self.next_of(waiting)
            line.expect(following)
            tried = refused_unsent(mail) or line.attempt(mail)
            self.ended.append(Ended(mail, tried))
            mail = following
        line.expect(None)
        waiting.extend([mail] if mail else [])

    def next_of(self, waiting: deque[OutgoingEmail]) -> OutgoingEmail | None:
        """Take a mail that waits, if there is time for it."""
        with suppress(IndexError):
            return None if self.is_over() else waiting.popleft()
        return None

    def carry_apart(self, waiting: deque[OutgoingEmail], line: Line) -> None:
        """Do so in a thread, whose own connection to the database ends with it."""
        try:
            self.carry(waiting, line)
        finally:
            connections.close_all()


def batch_size() -> int:
    """Return how many mails leave at once in a while."""
    return max(FEWEST, min(MOST, int(AT_ONCE / max(kept.pace, 1e-6))))


def more_lines(mails: int) -> list[Line]:
    """Return lines beside the first, for many mails to a server that is far away."""
    if mails < batch_size() or kept.pace < FAR / len(kept.lines):
        return []
    while len(kept.lines) < settings.EMAIL_LINES:
        kept.lines.append(Line())
    return kept.lines[1:]
