"""Figures count what they say, and never single people out."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from contacts.console.charts import draw_bars, draw_lines
from contacts.console.dashboards import panels
from contacts.console.figures import Waiting, figures
from contacts.console.weeks import Row, percentile

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
NOBODY = Waiting.counted([], NOW)


def row(days_ago: int, hours: float | None, **values) -> Row:
    created = NOW - timedelta(days=days_ago)
    answered = None if hours is None else created + timedelta(hours=hours)
    state = values.pop("state", "WAITING" if hours is None else "ANSWERED")
    usual = {"outcome": "", "misfit_reasons": []}
    return Row(created, answered, state, **{**usual, **values})


def test_median_ninetieth_and_waiting():
    rows = [row(1, h) for h in (1, 2, 3, 4, 5, 6, 7, 8, 9, 100)] + [row(3, None)]
    waiting = [NOW - timedelta(days=days) for days in (3, 0.5, 400)]
    found = figures(rows, Waiting.counted(waiting, NOW), NOW)
    assert (found.received, found.waiting) == (11, 3)
    assert found.ages == [1, 1, 0, 0, 0, 1]
    # Silence is judged: who waits longer than fourteen days, however long.
    assert found.silent == 1
    assert found.median_hours == 5.5
    assert found.slow_hours == 9
    assert found.oldest_waiting == NOW - timedelta(days=400)


def test_the_percentile_is_the_nearest_rank():
    assert percentile([], 90) is None
    assert percentile([7.0], 90) == 7.0
    assert [percentile([float(n) for n in range(1, 11)], p) for p in (10, 50, 91)] == [
        1.0,
        5.0,
        10.0,
    ]


def test_weeks_without_anything_are_there_too():
    weeks = figures([row(0, 2), row(8, None)], NOBODY, NOW).weeks
    assert len(weeks) == 12
    assert [week.received for week in weeks[-3:]] == [0, 1, 1]
    assert weeks[-1].median_hours == 2
    assert weeks[-3].median_hours is None


@pytest.mark.parametrize(
    ("counts", "told_of"),
    [
        ({}, {}),
        ({"AGE": 5}, {"AGE": 5}),
        ({"AGE": 4}, {"AGE": None}),
        # From the sum of all one could work out a single one that is missing.
        (
            {"AGE": 9, "TRAVEL": 7, "OTHER": 4},
            {"AGE": 9, "TRAVEL": None, "OTHER": None},
        ),
        (
            {"AGE": 9, "TRAVEL": 3, "OTHER": 2},
            {"AGE": 9, "TRAVEL": None, "OTHER": None},
        ),
        # Two of one each: their sum would tell both.
        (
            {"AGE": 9, "TRAVEL": 1, "OTHER": 1},
            dict.fromkeys(("AGE", "TRAVEL", "OTHER")),
        ),
        ({"AGE": 9, "TRAVEL": 5}, {"AGE": 9, "TRAVEL": 5}),
    ],
)
def test_few_people_are_not_counted_out_loud(counts, told_of):
    reasons = [code for code, count in counts.items() for _ in range(count)]
    rows = [row(1, 1, misfit_reasons=[one], outcome=one) for one in reasons]
    found = figures(rows, NOBODY, NOW)
    assert dict(found.misfits) == told_of
    assert dict(found.outcomes) == told_of


def test_every_drawing_has_the_same_numbers_in_a_table():
    rows = [row(1, 2, outcome="INFORMED") for _ in range(6)]
    rows += [row(1, 2, outcome="DOES_NOT_FIT", misfit_reasons=["AGE"])]
    found = panels(
        figures(rows, Waiting.counted([NOW - timedelta(days=9)], NOW), NOW), "en"
    )
    assert [len(one.rows) for one in found] == [6, 12, 12, 12, 2, 1]
    for panel in found:
        assert [bar.label for bar in panel.chart.bars] or not panel.rows
        assert len(panel.chart.bars) == len(panel.rows)
    waiting, received, median, slow, ended, _why = found
    assert ("Eight to 14 days", "1") in waiting.rows
    assert received.rows[-1][1] == "7"
    assert median.rows[-1][1] == slow.rows[-1][1] == "2.0"
    assert {value for _name, value in ended.rows} == {"not shown"}
    assert ended.hint
    assert waiting.hint == ""


def test_bars_fill_the_drawing_and_an_unknown_has_none():
    chart = draw_bars([("a", 10), ("b", 5), ("c", None)])
    tall, half, none = chart.bars
    assert tall.height == 2 * half.height
    assert none.height == 0
    assert none.value == ""
    assert draw_bars([]).bars == []
    assert all(bar.height == 0 for bar in draw_bars([("a", 0)]).bars)


def test_lines_are_as_long_as_their_numbers():
    tall, half, none = draw_lines([("a", 10), ("b", 5), ("c", None)]).bars
    assert tall.width == 2 * half.width
    assert (none.width, none.value) == (0, "–")
    assert draw_lines([]).bars == []


def test_a_chart_without_a_bar_says_so():
    assert draw_bars([("Mon", 0), ("Tue", None)]).is_empty
    assert draw_lines([]).is_empty
    assert not draw_bars([("Mon", 0), ("Tue", 2)]).is_empty


def test_drawings_begin_where_the_language_begins():
    rows = [row(1, 2) for _ in range(6)]
    found = figures(rows, Waiting.counted([NOW - timedelta(days=1)], NOW), NOW)

    def drawn(language: str, number: int) -> str:
        with override(language):
            panel = panels(found, language)[number]
            return render_to_string("components/figure.html", {"panel": panel})

    assert 'transform="translate(' not in drawn("en", 0)
    assert 'transform="translate(340)"' in drawn("ar", 0)
    # Bars of weeks stay, and a day's number beside its month's is not turned round.
    assert 'transform="translate(' not in drawn("ar", 1)
    assert re.search("\u2068\\d+\u200f?/\\d+\u2069", drawn("ar", 1))
