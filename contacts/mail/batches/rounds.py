"""A worker's round: due mails are claimed, carried and marked some at a time.

What a dead worker left is tried alone, before anything else is claimed: one of those
mails may be what killed it, and must not take others with it again and again.
"""

from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from time import monotonic

from django.conf import settings
from django.db import DatabaseError

from contacts.mail.batches.lines import Ended, MailLines, Parcel
from contacts.mail.delivery import (
    BATCH,
    LEASE,
    PATIENCE,
    deliver,
    load_claimed,
    mark_all_sent,
    mark_sent,
    record,
    refused_unsent,
)
from contacts.mail.giving_up import give_back
from contacts.mail.refusals import SendOutcome
from contacts.mail.transport import Attempt, Line, built
from contacts.mail.unwritten import AWAY, unwritten
from contacts.models import OutgoingEmail

# How long mails are waited for that are on a line, before looking around.
LOOK = 0.05
# After looking in vain while a line stalls.
PAUSE = 0.25
# So long a round goes on for others while a line stalls: Celery ends the task later
# than a mail may take that is claimed at the last moment.
PATIENT = settings.EMAIL_LEASE / 6
# A claimed mail that no line takes within this is left to another worker.
HELD = 2.0
# Tried alone in one round.
ALONE = 20


def deliver_due(
    *, queue: str, now: datetime, by: str, lines: MailLines, seconds: float
) -> bool:
    """Send what is due of a queue for some seconds; whether more may be due.

    A line that stalls makes the round longer; the others go on meanwhile.
    """
    return Round(lines, queue, now, by).go(seconds)


class Round:
    """What one worker has in hand."""

    def __init__(self, lines: MailLines, queue: str, now: datetime, by: str) -> None:
        self.lines, self.queue, self.by = lines, queue, by
        self.began, self.began_at = monotonic(), now
        self.rows = OutgoingEmail.objects.of_queue(queue)
        self.looks_at = self.began
        # Whether the last look found something, and as much as can be claimed.
        self.is_more, self.is_full = True, False

    def go(self, seconds: float) -> bool:
        """Claim for some seconds, and end what is claimed."""
        unwritten.write(until=self.began)
        self.lines.note_told()
        # What an earlier round had on its lines when it failed.
        self.write(self.lines.fetch(0))
        self.try_alone(seconds)
        try:
            while self.claim_more(seconds) or not self.lines.is_empty():
                self.write(self.lines.fetch(LOOK, self.claims_ahead(seconds)))
                self.lines.grow()
                give_back(one.mail for one in self.lines.withdraw(HELD))
        finally:
            self.hold_back()
        return self.is_more

    def try_alone(self, seconds: float) -> None:
        """Send what was left in the act by a worker that is gone, one by one."""
        rows = self.rows.abandoned().order_by("next_attempt_at")
        left = list(rows.values_list("pk", flat=True)[:ALONE])
        with Line() as line:
            for pk in left:
                if self.passed() < seconds:
                    deliver(pk=pk, now=self.now(), by=self.by, line=line)

    def claim_more(self, seconds: float) -> bool:
        """Claim mails if a line is free for them; whether there were some."""
        if not self.may_claim(seconds) or not self.lines.has_room():
            return False
        mails = load_claimed(self.rows.claim_some(BATCH, LEASE))
        self.is_more, self.is_full = bool(mails), len(mails) == BATCH
        self.looks_at = monotonic() + (0 if mails else PAUSE)
        self.hand_out(mails)
        return self.is_more

    def claims_ahead(self, seconds: float) -> bool:
        """Whether more are claimed while lines carry; without a backlog none wait."""
        return self.is_full and self.may_claim(seconds)

    def may_claim(self, seconds: float) -> bool:
        """Whether there is time for more, or nothing else to do but to wait."""
        if monotonic() < self.looks_at:
            return False
        is_waiting = self.passed() < PATIENT and self.lines.is_stalled()
        return self.passed() < seconds or is_waiting

    def hand_out(self, mails: list[OutgoingEmail]) -> None:
        """Give built messages to the lines; what cannot be built ends here."""
        messages = [(mail, refused_unsent(mail) or built(mail)) for mail in mails]
        parcels = [
            Parcel(mail, one) for mail, one in messages if not isinstance(one, Attempt)
        ]
        # While nobody waits behind them, each is told of before the next one leaves.
        self.lines.put(parcels, BATCH if self.is_full else 1)
        self.write(
            [Ended(mail, one) for mail, one in messages if isinstance(one, Attempt)]
        )

    def write(self, ended: list[Ended]) -> None:
        """Write what came of mails, waiting for a database that is away.

        Meanwhile nothing more leaves than what is on a line already.
        """
        put_down(ended, self.now(), self.by)
        try:
            unwritten.write(until=self.began)
        except AWAY:
            self.hold_back()
            unwritten.write(until=self.began + PATIENCE)
        self.lines.note_told()

    def hold_back(self) -> None:
        """Leave to others what no line has taken, or let its lease end."""
        with suppress(*AWAY):
            give_back(one.mail for one in self.lines.withdraw())

    def passed(self) -> float:
        """Return for how long the round lasts."""
        return monotonic() - self.began

    def now(self) -> datetime:
        """Return the database's time, as it was told when the round began."""
        return self.began_at + timedelta(seconds=self.passed())


def put_down(ended: list[Ended], now: datetime, by: str) -> None:
    """Let what came of mails wait to be written: what was sent together."""
    sent = [one for one in ended if one.tried.outcome is SendOutcome.SENT]
    if sent:
        unwritten.add(partial(mark, sent, now, by))
    for one in ended:
        if one.tried.outcome is not SendOutcome.SENT:
            unwritten.add(partial(record, one.mail, one.tried, now, by))


def mark(sent: list[Ended], now: datetime, by: str) -> None:
    """Mark mails as sent in one transaction; where one cannot be, each alone."""
    try:
        mark_all_sent([(one.mail, one.tried.provider_id) for one in sent], now, by)
    except AWAY:
        raise
    except DatabaseError:
        for one in sent:
            unwritten.add(partial(mark_sent, one.mail, one.tried.provider_id, now, by))
