"""A month in numbers: promises, silence, and small numbers that stay untold."""

from datetime import UTC, date, datetime, timedelta

import pytest

from contacts.console.month.calendar import Month, recent_months
from contacts.console.month.counting import MonthRow, count_month
from contacts.console.month.telling import compared_parts, goal_words, main_lines

BEGUN = datetime(2026, 10, 5, 9, tzinfo=UTC)
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
PROMISED = BEGUN + timedelta(days=5)


def row(hours: float | None = 2, **values) -> MonthRow:
    answered = None if hours is None else BEGUN + timedelta(hours=hours)
    usual = {"outcome": "", "misfit_reasons": [], "language": "en"}
    return MonthRow(
        **{
            "created_at": BEGUN,
            "promised_at": PROMISED,
            "first_answered_at": answered,
            "closed_at": None,
            **usual,
            **values,
        }
    )


def counted(*rows: MonthRow, may_fit: int = 0, now: datetime = NOW):
    return count_month(rows, may_fit, now)


def test_promises_count_only_where_one_came_due():
    late, never = row(24 * 6), row(None)
    found = counted(row(), row(4), late, never)
    assert (found.asked, found.due, found.kept, found.median_hours) == (4, 4, 2, 4)
    early = counted(row(), never, now=BEGUN + timedelta(days=1))
    assert (early.due, early.kept) == (1, 1)
    # Whoever took it back, or wrote twice, was owed nothing.
    quiet = [row(None, outcome=one) for one in ("WITHDRAWN", "DUPLICATE")]
    assert counted(*quiet).due == 0


@pytest.mark.parametrize(
    ("one", "many"),
    [
        (row(24 * 13), 0),
        (row(24 * 15), 1),
        (row(None), 1),
        (row(None, outcome="UNANSWERED", closed_at=NOW), 1),
        (row(None, outcome="MISDIRECTED", closed_at=NOW), 0),
    ],
)
def test_silence_is_two_weeks_without_an_answer_that_was_owed(one, many):
    found = counted(one)
    assert found.silent == many
    assert ("That is the goal" in goal_words(found)) is (many == 0)


def test_of_fewer_than_five_nothing_is_told_one_by_one():
    ends = [row(outcome="JOINED"), row(outcome="INFORMED")]
    found = counted(*ends, may_fit=4)
    assert (found.outcomes, found.languages) == ([], [])
    assert found.way == (None, 2, 2, None)


def test_the_way_tells_no_end_that_the_list_withholds():
    """Two are few; told beside a sum, seven would tell them."""
    ends = [row(outcome="JOINED")] * 7 + [row(outcome="INFORMED")] * 2
    found = counted(*ends, may_fit=30)
    assert dict(found.outcomes) == {"JOINED": None, "INFORMED": None}
    assert found.way == (30, 9, 9, None)
    both = counted(*[row(outcome="JOINED")] * 7, *[row(outcome="INFORMED")] * 8)
    assert both.way[-1] == 7
    assert counted(row()).way[-1] == 0


def test_lines_stand_beside_the_month_before():
    now = counted(*[row(outcome="JOINED", closed_at=NOW)] * 5, may_fit=10)
    before = counted(row(language="zh-hans"))
    asked, kept, *_others = main_lines(now, before)
    assert (asked.now, asked.before) == ("5", "1")
    assert (kept.now, kept.before) == ("5 of 5", "1 of 1")
    way, ends, reasons, languages = compared_parts(now, before, "en")
    assert [line.share for line in way.lines] == [100, 50, 50, 50]
    assert [(line.now, line.before) for line in ends.lines] == [("5", "–")]
    assert reasons.lines == []
    assert [(line.label, line.now) for line in languages.lines] == [("English", "5")]


def test_months_go_over_the_year():
    assert str(Month(2026, 1).on(-1)) == "2025-12"
    assert str(Month(2025, 12).on(1)) == "2026-01"
    assert Month(2026, 10).named("zh-hans") == "2026年10月"
    months = recent_months(date(2026, 1, 31))
    assert [str(one) for one in months[:2]] == ["2026-01", "2025-12"]
    assert len(months) == len(set(months)) == 24
