"""What narrows a search down, and how many trials each choice would leave."""

from dataclasses import replace

import pytest

from trials.freshness.tones import RANKS, Tone
from trials.search.facets import (
    NEVER,
    StudyFacts,
    count_choices,
    fitting,
    sorted_studies,
)

ONE = StudyFacts(
    pk=1,
    tone=Tone.FRESH,
    rank=0,
    status="RECRUITING",
    sex="ALL",
    phases=("PHASE1", "PHASE2"),
    kind="INTERVENTIONAL",
    youngest=1826,
    oldest=NEVER,
    takes_healthy=False,
    has_plain_words=False,
    has_selfcheck=False,
    countries=frozenset({"CN"}),
    km=40.0,
    updated="2026-01",
)


@pytest.mark.parametrize(
    ("chosen", "fits"),
    [
        ({"status": "open"}, True),
        ({"status": "recruiting"}, True),
        ({"country": "CN"}, True),
        ({"country": "DE"}, False),
        ({"distance": "50"}, True),
        ({"distance": "25"}, False),
        # At limits ages are exact: four is not "five and older".
        ({"age": "4"}, False),
        ({"age": "5"}, True),
        ({"age": "90"}, True),
        ({"ages": "0-11"}, True),
        ({"ages": "65-120"}, True),
        ({"sex": "FEMALE"}, True),
        ({"phase": "PHASE2"}, True),
        ({"phase": "PHASE3"}, False),
        ({"kind": "OBSERVATIONAL"}, False),
        ({"healthy": "1"}, False),
        ({"plain": "1"}, False),
        ({"selfcheck": "1"}, False),
        ({"country": "CN", "phase": "PHASE3"}, False),
    ],
)
def test_a_study_fits_all_that_is_chosen(chosen, fits):
    assert bool(fitting([ONE], chosen)) is fits


def test_an_upper_limit_lasts_to_the_end_of_its_year():
    child = replace(ONE, youngest=0, oldest=6209)
    assert fitting([child], {"age": "17"})
    assert not fitting([child], {"age": "18"})
    assert fitting([child], {"ages": "12-17"})
    assert not fitting([child], {"ages": "18-64"})


def test_what_is_over_is_not_open_whatever_its_record_says():
    told = replace(ONE, tone=Tone.CLOSED)
    assert not fitting([told], {"status": "recruiting"})
    assert fitting([told], {"status": "all"})


def test_a_choice_counts_what_it_would_leave_beside_the_others():
    girls = replace(ONE, pk=2, sex="FEMALE", countries=frozenset({"DE"}))
    chosen = {"country": "DE", "status": "open"}
    counts = count_choices([ONE, girls], chosen, "country", ["CN", "DE"])
    assert counts == {"CN": 1, "DE": 1}
    assert count_choices([ONE, girls], chosen, "sex", ["MALE"]) == {"MALE": 0}


def test_what_is_probably_over_stands_behind_what_fits_less():
    over = replace(ONE, pk=4, rank=RANKS[Tone.PROBABLY_OVER])
    asked = replace(ONE, pk=5, rank=RANKS[Tone.ASK_FIRST])
    order = [one.pk for one in sorted_studies([over, asked, ONE], "best")]
    assert order == [5, 1, 4]


def test_near_goes_before_far_within_each_tone():
    far = replace(ONE, pk=2, km=900.0)
    unknown = replace(ONE, pk=3, km=None)
    over = replace(ONE, pk=4, km=1.0, rank=2)
    order = [one.pk for one in sorted_studies([over, unknown, far, ONE], "near")]
    assert order == [1, 2, 3, 4]
