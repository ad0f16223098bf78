"""When a worker claims more: lines stand idle neither for want of mails nor in vain."""

from collections.abc import Sequence
from time import monotonic

import pytest

from contacts.mail.batches.lines import STALL, Carrier, MailLines, Parcel
from contacts.models import OutgoingEmail

LINES = 4


def lines_of(waiting: int, busy: Sequence[float | None]) -> MailLines:
    """Return lines of which each carries a mail for so many seconds, or none."""
    lines = MailLines()
    lines.carriers = [Carrier(lines) for _ in busy]
    for carrier, seconds in zip(lines.carriers, busy, strict=True):
        carrier.busy_since = None if seconds is None else monotonic() - seconds
    lines.waiting.extend(Parcel(OutgoingEmail(), object()) for _ in range(waiting))
    return lines


@pytest.mark.parametrize(
    ("waiting", "busy", "has_room"),
    [
        # Nothing waits, and a line is free.
        (0, [], True),
        (0, [0.0, None], True),
        # One line is never waited for by more than it was given.
        (1, [0.0], False),
        # All four carry: the next ones are claimed before one of them is free.
        (0, [0.0] * LINES, True),
        (2, [0.0] * LINES, True),
        (3, [0.0] * LINES, False),
        # None waits behind a server that does not answer, but where a line is free.
        (0, [STALL + 1, *[0.0] * 3], False),
        (0, [STALL + 1, 0.0, 0.0, None], True),
        (1, [STALL + 1, 0.0, 0.0, None], False),
    ],
)
def test_there_is_room_for_more(settings, waiting, busy, has_room):
    settings.EMAIL_LINES = LINES
    assert lines_of(waiting, busy).has_room() is has_room
