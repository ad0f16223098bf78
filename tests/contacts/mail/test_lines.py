"""When a worker claims more: lines stand idle neither for want of mails nor in vain."""

from collections.abc import Sequence
from time import monotonic

import pytest

from contacts.mail.batches.lines import (
    SLOW,
    STALL,
    Carrier,
    Ended,
    MailLines,
    Parcel,
)
from contacts.mail.delivery import BATCH
from contacts.mail.refusals import SendOutcome
from contacts.mail.transport import Attempt
from contacts.models import OutgoingEmail

LINES = 4
SENT = Ended(OutgoingEmail(), Attempt(SendOutcome.SENT))


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


@pytest.mark.parametrize(
    ("ended", "in_act", "may_begin"),
    [
        (0, LINES - 1, True),
        (BATCH - LINES, LINES - 1, True),
        (BATCH - LINES, LINES, False),
        (BATCH - 1, 1, False),
        (BATCH, 0, False),
    ],
)
def test_what_goes_twice_if_the_worker_dies_is_one_batch(
    settings, ended, in_act, may_begin
):
    """What its lines carry, and what they have carried of which no row tells."""
    settings.EMAIL_LINES = LINES
    lines = lines_of(1, [0.0] * in_act)
    lines.most_untold, lines.fetched = BATCH, ended // 2
    lines.ended = [SENT] * (ended - ended // 2)
    assert lines.may_begin() is may_begin


def test_the_last_of_a_backlog_go_as_those_before_them(settings):
    lines = lines_of(0, [0.0])
    lines.put([], BATCH)
    lines.put([], 1)
    assert lines.most_untold == BATCH
    lines.carriers[0].busy_since = None
    lines.ended = [SENT]
    lines.put([], 1)
    assert lines.most_untold == BATCH
    lines.ended = []
    lines.put([], 1)
    assert lines.most_untold == 1


@pytest.mark.parametrize(
    ("late", "waiting", "opened"),
    [(SLOW / 2, 1, 0), (SLOW * 2, 1, 1), (SLOW * 2, 0, 0)],
)
def test_a_message_that_waited_for_its_line_asks_for_another(
    settings, monkeypatch, late, waiting, opened
):
    """Also where all have left by the time that the worker looks."""
    settings.EMAIL_LINES = LINES
    made: list[None] = []
    monkeypatch.setattr(MailLines, "open_one", lambda _lines: made.append(None))
    lines = lines_of(waiting, [None])
    lines.most_untold = BATCH
    lines.waiting.appendleft(Parcel(OutgoingEmail(), object(), monotonic() - late))
    assert lines.next_for(lines.carriers[0])
    assert len(made) == opened


def test_more_is_claimed_while_lines_carry(settings):
    """What has ended is told of with what ends next, unless lines wait for it."""
    settings.EMAIL_LINES = LINES
    lines = lines_of(0, [0.0] * LINES)
    lines.most_untold, lines.ended = BATCH, [SENT]
    assert lines.fetch(0, claims_ahead=True) == []
    lines.ended = [SENT] * (BATCH // 2)
    assert len(lines.fetch(0, claims_ahead=True)) == BATCH // 2
    lines.note_told()
    lines.ended = [SENT]
    assert lines.fetch(0) == [SENT]
