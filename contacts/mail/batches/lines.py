"""Lines to the mail server, a thread each: one that stalls holds up no other.

Threads carry messages that are built and ask the database nothing; what came of each is
fetched by the worker whose lines they are.
"""

import threading
from collections import deque
from dataclasses import dataclass, field
from time import monotonic

from django.conf import settings

from contacts.mail.transport import Attempt, Line, Message
from contacts.models import OutgoingEmail

# So long a line stays open that nobody uses; mail servers wait for minutes.
IDLE = 10.0
# A message that no line took within this asks for one more: the server is slow.
SLOW = 0.03
# A line that has carried one message for so long is taken for stalled.
STALL = 1.0


@dataclass(frozen=True)
class Parcel:
    """A claimed mail with its message, and since when it waits for a line."""

    mail: OutgoingEmail
    message: Message
    since: float = field(default_factory=monotonic)


@dataclass(frozen=True)
class Ended:
    """A mail and what came of its attempt."""

    mail: OutgoingEmail
    tried: Attempt


class Carrier(threading.Thread):
    """One line; it hangs up and ends when nothing has been there for it a while."""

    def __init__(self, lines: "MailLines") -> None:
        super().__init__(name="mail-line", daemon=True)
        self.lines = lines
        # Since when it carries a message; None while it has none.
        self.busy_since: float | None = None

    def run(self) -> None:
        """Carry one message after the other."""
        with Line() as line:
            while parcel := self.lines.next_for(self):
                tried = line.carry(parcel.message)
                self.lines.end(self, Ended(parcel.mail, tried))


class MailLines:
    """The lines of one worker: one, and more while the server is slow."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.work = threading.Condition(self.lock)
        self.news = threading.Condition(self.lock)
        self.waiting: deque[Parcel] = deque()
        self.ended: list[Ended] = []
        self.carriers: list[Carrier] = []
        # So many may have been taken of which no row tells yet, before another is
        # handed over; those go twice if the worker is killed.
        self.most_untold = 1
        # What has been fetched and is not told of yet.
        self.fetched = 0
        self.is_over = False

    def put(self, parcels: list[Parcel], most_untold: int) -> None:
        """Let messages wait for a line; there is always one."""
        with self.lock:
            is_first = self.is_at_rest() and not self.untold()
            # The last of a backlog go as those before them that are still in hand.
            self.most_untold = max(most_untold, 0 if is_first else self.most_untold)
            self.waiting.extend(parcels)
            if parcels and not self.carriers:
                self.open_one()
            self.work.notify(len(parcels))

    def open_one(self) -> None:
        """Add a line; it opens when it has its first message."""
        carrier = Carrier(self)
        self.carriers.append(carrier)
        carrier.start()

    def grow(self) -> None:
        """Add a line if messages wait for long, up to EMAIL_LINES."""
        with self.lock:
            if self.waiting and self.is_slow(self.waiting[0]):
                self.open_one()

    def is_slow(self, parcel: Parcel) -> bool:
        """Whether one more line would help, and may be opened."""
        is_late = monotonic() - parcel.since > SLOW
        return is_late and len(self.carriers) < settings.EMAIL_LINES

    def next_for(self, carrier: Carrier) -> Parcel | None:
        """Return the next message; None when there was none for a while."""
        with self.lock:
            self.work.wait_for(lambda: self.may_begin() or self.is_over, IDLE)
            if not self.may_begin():
                self.carriers.remove(carrier)
                return None
            parcel, carrier.busy_since = self.waiting.popleft(), monotonic()
            self.look_behind(parcel)
            return parcel

    def look_behind(self, taken: Parcel) -> None:
        """Add a line if one waited for long, and tell who would claim more."""
        if self.is_slow(taken) and self.waiting:
            self.open_one()
        if self.takes_more():
            self.news.notify()

    def may_begin(self) -> bool:
        """Whether a message waits and may be handed over."""
        # All that goes twice if the worker is killed.
        in_hand = self.untold() + len(self.in_act())
        most = max(self.most_untold, settings.EMAIL_LINES)
        is_free = self.untold() < self.most_untold and in_hand < most
        return bool(self.waiting) and is_free

    def untold(self) -> int:
        """Return how many have been taken of which no row tells yet."""
        return len(self.ended) + self.fetched

    def note_told(self) -> None:
        """Hear that rows tell of all that has been fetched."""
        with self.lock:
            self.fetched = 0
            self.work.notify_all()

    def end(self, carrier: Carrier, ended: Ended) -> None:
        """Keep what came of a message until it is fetched."""
        with self.lock:
            carrier.busy_since = None
            self.ended.append(ended)
            self.news.notify()

    def fetch(self, seconds: float, claims_ahead: bool = False) -> list[Ended]:
        """Return what has come to its end, waiting at most so long for the first.

        And as long again for the others, so that they are written together. Nothing as
        soon as there is room for more, where more are claimed meanwhile.
        """
        with self.lock:
            is_room = self.takes_more if claims_ahead else bool
            self.news.wait_for(lambda: self.has_ended() or is_room(), seconds)
            self.news.wait_for(lambda: self.is_held_up() or is_room(), seconds)
            if is_room() and not self.is_held_up():
                return []
            found, self.ended = self.ended, []
            self.fetched += len(found)
            return found

    def has_ended(self) -> bool:
        """Whether something can be fetched, or nothing will be."""
        return bool(self.ended) or self.is_at_rest()

    def is_at_rest(self) -> bool:
        """Whether no message waits or is on a line."""
        return not self.waiting and not self.in_act()

    def is_held_up(self) -> bool:
        """Whether none begins before some are told of: half of them is enough.

        So lines far from each other's ends do not wait for the last one, or a stalled.
        """
        is_enough = 2 * self.untold() >= self.most_untold and not self.may_begin()
        return self.is_at_rest() or is_enough

    def withdraw(self, older_than: float = 0.0) -> list[Parcel]:
        """Take back the messages that no line took, if they wait for long."""
        with self.lock:
            if not self.waiting or monotonic() - self.waiting[0].since < older_than:
                return []
            found = list(self.waiting)
            self.waiting.clear()
            return found

    def in_act(self) -> list[float]:
        """Return since when each busy line carries its message."""
        since = [carrier.busy_since for carrier in self.carriers]
        return [one for one in since if one is not None]

    def has_room(self) -> bool:
        """Whether a line would take another message at once, or before it is built.

        While all lines carry, some wait behind them, so that none stands idle until
        what has ended is told of; not behind one that stalls.
        """
        with self.lock:
            return self.takes_more()

    def takes_more(self) -> bool:
        """Say so to who holds the lock."""
        if len(self.in_act()) < settings.EMAIL_LINES and not self.waiting:
            return True
        return len(self.waiting) < len(self.carriers) - 1 and not self.stalls()

    def is_empty(self) -> bool:
        """Whether all has been fetched."""
        with self.lock:
            return not self.ended and self.is_at_rest()

    def is_stalled(self) -> bool:
        """Whether a line waits for its server for long."""
        with self.lock:
            return self.stalls()

    def stalls(self) -> bool:
        """Say so to who holds the lock."""
        return any(monotonic() - since > STALL for since in self.in_act())

    def hang_up(self) -> None:
        """Close all lines that carry nothing, and the others when they have."""
        with self.lock:
            self.is_over = True
            self.work.notify_all()
            left = list(self.carriers)
        for carrier in left:
            carrier.join(settings.EMAIL_TIMEOUT)


class Kept(threading.local):
    """The lines that stay open from one round of this thread to its next."""

    def __init__(self) -> None:
        self.lines = MailLines()


kept = Kept()
