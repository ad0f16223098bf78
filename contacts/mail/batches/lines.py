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
            self.most_untold = most_untold
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
            is_slow = self.waiting and monotonic() - self.waiting[0].since > SLOW
            if is_slow and len(self.carriers) < settings.EMAIL_LINES:
                self.open_one()

    def next_for(self, carrier: Carrier) -> Parcel | None:
        """Return the next message; None when there was none for a while."""
        with self.lock:
            self.work.wait_for(lambda: self.may_begin() or self.is_over, IDLE)
            if not self.may_begin():
                self.carriers.remove(carrier)
                return None
            carrier.busy_since = monotonic()
            return self.waiting.popleft()

    def may_begin(self) -> bool:
        """Whether a message waits and may be handed over."""
        return bool(self.waiting) and self.untold() < self.most_untold

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

    def fetch(self, seconds: float) -> list[Ended]:
        """Return what has come to its end, waiting at most so long for the first.

        And as long again for the others, so that they are written together.
        """
        with self.lock:
            for is_reached in (self.has_ended, self.is_held_up):
                self.news.wait_for(is_reached, seconds)
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
        """Whether nothing more ends before what has ended is told of."""
        return self.is_at_rest() or self.untold() >= self.most_untold

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
