"""Figures count what they say, and never single people out."""

from datetime import UTC, datetime, timedelta

from contacts.charts import bars
from contacts.figures import Row, figures, percentile

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def row(days_ago: int, hours: float | None, **values) -> Row:
    created = NOW - timedelta(days=days_ago)
    answered = None if hours is None else created + timedelta(hours=hours)
    state = values.pop("state", "WAITING" if hours is None else "ANSWERED")
    usual = {"outcome": "", "misfit_reasons": []}
    return Row(created, answered, state, **{**usual, **values})


def test_median_ninetieth_and_waiting():
    rows = [row(1, h) for h in (1, 2, 3, 4, 5, 6, 7, 8, 9, 100)] + [row(3, None)]
    found = figures(rows, NOW)
    assert (found.received, found.waiting) == (11, 1)
    assert found.median_hours == 5.5
    assert found.slow_hours == 9
    assert found.oldest_waiting == NOW - timedelta(days=3)


def test_the_percentile_is_the_nearest_rank():
    assert percentile([], 90) is None
    assert percentile([7.0], 90) == 7.0
    assert [percentile([float(n) for n in range(1, 11)], p) for p in (10, 50, 91)] == [
        1.0,
        5.0,
        10.0,
    ]


def test_weeks_without_anything_are_there_too():
    weeks = figures([row(0, 2), row(8, None)], NOW).weeks
    assert len(weeks) == 12
    assert [week.received for week in weeks[-3:]] == [0, 1, 1]
    assert weeks[-1].median_hours == 2
    assert weeks[-3].median_hours is None


def test_few_people_are_not_counted_out_loud():
    few = [row(1, 1, misfit_reasons=["PREGNANCY"]) for _ in range(4)]
    many = [row(1, 1, misfit_reasons=["AGE"]) for _ in range(5)]
    assert figures(few + many, NOW).misfits == [("AGE", 5), ("PREGNANCY", None)]


def test_bars_fill_the_drawing_and_an_unknown_has_none():
    chart = bars([("a", 10), ("b", 5), ("c", None)])
    tall, half, none = chart.bars
    assert tall.height == 2 * half.height
    assert none.height == 0
    assert none.value == ""
    assert bars([]).bars == []
    assert all(bar.height == 0 for bar in bars([("a", 0)]).bars)
