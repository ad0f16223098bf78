"""How sure one can be of a study: the rule, its two forms, and what it counts."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.records import LARGER, REAL_FOLDERS
from trials.freshness.calendar import first_and_last, last_day, months_later
from trials.freshness.tones import (
    CLOSED_STATES,
    LONG_AGO,
    OVER_STATES,
    RANKS,
    Doubt,
    Known,
    Tone,
    heard_of,
    judge,
)
from trials.freshness.turning import turning_days
from trials.models import OverallStatus
from trials.registry.clinicaltrials.files import read_studies
from trials.registry.clinicaltrials.parsing import parse_study

TODAY = date(2026, 11, 28)


def known_of(raw) -> Known:
    record = parse_study(raw)
    return Known(
        status=record.overall_status,
        last_update=record.last_update_date,
        verified=record.status_verified_date,
        completion=record.completion_date,
        primary_completion=record.primary_completion_date,
        start=record.start_date,
        has_open_site=any(site.status == "RECRUITING" for site in record.sites),
    )


def all_known(folder) -> list[Known]:
    return [known_of(raw) for _where, raw in read_studies(folder)]


def day_after(known: Known) -> date:
    return last_day(known.last_update) + timedelta(days=1)


def sorted_tone(known: Known, today: date) -> int:
    """The rank as a database finds it, by columns alone."""
    days = turning_days(known)
    if known.status in OVER_STATES:
        return RANKS[Tone.OVER]
    if known.status in CLOSED_STATES or known.closed_on:
        return RANKS[Tone.CLOSED]
    if days.probably_over_from and days.probably_over_from <= today:
        return RANKS[Tone.PROBABLY_OVER]
    is_doubted = days.ask_first_from and days.ask_first_from <= today
    return RANKS[Tone.ASK_FIRST if is_doubted or known.is_silent else Tone.FRESH]


@pytest.mark.long
@pytest.mark.skipif(not LARGER.is_dir(), reason="the larger folder is not here")
@pytest.mark.parametrize(
    ("when", "counted"),
    [
        (
            lambda _known: TODAY,
            {"fresh": 1, "ask_first": 31, "probably_over": 329, "closed": 27},
        ),
        (day_after, {"fresh": 248, "ask_first": 12, "probably_over": 101}),
    ],
)
def test_the_rule_counts_as_specified_over_all_records(when, counted):
    found = Counter(judge(known, when(known)).tone for known in all_known(LARGER))
    assert {tone: found[tone] for tone in counted} == counted
    assert (found["closed"], found["over"]) == (27, 439)


@pytest.mark.long
@pytest.mark.skipif(not LARGER.is_dir(), reason="the larger folder is not here")
def test_the_rule_is_quiet_on_new_copies():
    doubts = Counter(
        judge(known, day_after(known)).doubt
        for known in all_known(LARGER)
        if known.status == "RECRUITING"
    )
    assert doubts == {None: 183, Doubt.MEASURED: 2}


@pytest.mark.parametrize("folder", REAL_FOLDERS)
def test_no_record_with_a_planned_end_behind_it_is_called_fresh(folder):
    """The false sentence of a record of June 2023: "Recruiting … checked today"."""
    for known in all_known(folder):
        end = last_day(known.completion)
        if end and end < TODAY:
            assert judge(known, TODAY).tone not in {Tone.FRESH, Tone.CONFIRMED}, known


@pytest.mark.parametrize("folder", REAL_FOLDERS)
def test_the_database_sorts_every_record_by_the_same_rule(folder):
    for known in all_known(folder):
        days = [TODAY, day_after(known)]
        for turning in vars(turning_days(known)).values():
            if turning and turning != LONG_AGO:
                days += [turning, turning - timedelta(days=1)]
        for day in days:
            assert RANKS[judge(known, day).tone] == sorted_tone(known, day), known


days = st.dates(date(2015, 1, 1), date(2035, 12, 31))
texts = st.one_of(
    st.just(""),
    days.map(lambda day: day.isoformat()),
    days.map(lambda day: day.isoformat()[:7]),
)


@given(
    known=st.builds(
        Known,
        status=st.sampled_from(OverallStatus.values),
        last_update=texts,
        verified=texts,
        completion=texts,
        primary_completion=texts,
        start=texts,
        has_open_site=st.booleans(),
        is_vanished=st.booleans(),
        is_silent=st.booleans(),
        closed_on=st.one_of(st.none(), days),
    ),
    today=days,
)
def test_both_forms_agree_on_any_record_and_day(known, today):
    assert RANKS[judge(known, today).tone] == sorted_tone(known, today)


RECENT = Known("RECRUITING", "2026-11-01", "2026-10", "2028-05", "2027-05", "2025-01")


@pytest.mark.parametrize(
    ("change", "tone", "doubt"),
    [
        ({}, Tone.FRESH, None),
        ({"completion": "2026-10"}, Tone.ASK_FIRST, Doubt.END),
        ({"completion": "2026-11"}, Tone.FRESH, None),
        ({"primary_completion": "2026-10"}, Tone.ASK_FIRST, Doubt.MEASURED),
        (
            {"status": "NOT_YET_RECRUITING", "start": "2026-10"},
            Tone.ASK_FIRST,
            Doubt.START,
        ),
        (
            {"last_update": "2025-11-27", "verified": "2025-10"},
            Tone.ASK_FIRST,
            Doubt.OLD,
        ),
        ({"last_update": "2025-11-28", "verified": "2025-10"}, Tone.FRESH, None),
        ({"status": "SUSPENDED"}, Tone.ASK_FIRST, Doubt.PAUSED),
        ({"status": "TEMPORARILY_NOT_AVAILABLE"}, Tone.ASK_FIRST, Doubt.PAUSED),
        ({"has_open_site": False}, Tone.ASK_FIRST, Doubt.NO_PLACE),
        ({"is_silent": True}, Tone.ASK_FIRST, Doubt.SILENT),
        ({"is_vanished": True}, Tone.ASK_FIRST, Doubt.VANISHED),
        ({"status": "UNKNOWN"}, Tone.PROBABLY_OVER, None),
        (
            {"last_update": "2024-11-01", "verified": "2024-10"},
            Tone.PROBABLY_OVER,
            None,
        ),
        (
            {"completion": "2026-07", "last_update": "2026-05-01", "verified": ""},
            Tone.PROBABLY_OVER,
            None,
        ),
        ({"status": "ACTIVE_NOT_RECRUITING"}, Tone.CLOSED, None),
        ({"status": "WITHHELD"}, Tone.CLOSED, None),
        ({"status": "COMPLETED"}, Tone.OVER, None),
        ({"status": "NO_LONGER_AVAILABLE"}, Tone.OVER, None),
    ],
)
def test_each_line_of_the_rule(change, tone, doubt):
    judged = judge(replace(RECENT, **change), TODAY)
    assert (judged.tone, judged.doubt) == (tone, doubt)


def test_a_teams_word_counts_for_ninety_days_and_only_while_the_study_is_open():
    old = replace(RECENT, completion="2026-01", last_update="2024-01-01", verified="")
    said = replace(old, confirmed_on=TODAY - timedelta(days=90))
    assert judge(said, TODAY).tone == Tone.CONFIRMED
    assert judge(said, TODAY + timedelta(days=1)).tone == Tone.PROBABLY_OVER
    assert judge(replace(said, status="COMPLETED"), TODAY).tone == Tone.OVER
    assert judge(replace(said, status="UNKNOWN"), TODAY).tone == Tone.PROBABLY_OVER
    assert judge(replace(said, closed_on=TODAY), TODAY).tone == Tone.CLOSED


def test_last_heard_is_the_later_word_and_no_day_is_added_to_a_month():
    assert heard_of(RECENT, TODAY) == "2026-11-01"
    assert heard_of(replace(RECENT, verified="2026-11"), TODAY) == "2026-11"
    assert heard_of(replace(RECENT, last_update=""), TODAY) == "2026-10"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2024-02", (date(2024, 2, 1), date(2024, 2, 29))),
        ("2026", (date(2026, 1, 1), date(2026, 12, 31))),
        ("2026-05-03", (date(2026, 5, 3), date(2026, 5, 3))),
        ("", None),
        ("2026-13", None),
        ("soon", None),
    ],
)
def test_a_month_may_mean_any_of_its_days(text, found):
    assert first_and_last(text) == found


def test_a_month_later_may_be_shorter():
    assert months_later(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_later(date(2026, 12, 15), 1) == date(2027, 1, 15)
