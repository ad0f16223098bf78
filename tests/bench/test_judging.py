"""A goal is met or missed where all rounds agree; nothing is said where they do not."""

import json

import pytest

from bench import judging, results
from bench.judging import GOALS, MET, MISSED, TOLD, TOO_WIDE, Sample, judge, show
from bench.pages import PATHS


@pytest.fixture
def goals(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {
        "page": {"floor": "floor", "at_least": 0.5},
        "told": {"floor": "floor"},
        "alone": {"floor": "not measured"},
    }
    monkeypatch.setattr(judging, "GOALS", known)


def judged(name: str, *rates: float) -> list[judging.Line]:
    return judge({name: list(map(Sample, rates)), "floor": [Sample(10), Sample(20)]})


@pytest.mark.parametrize(
    ("name", "rates", "verdict"),
    [
        # Each is compared with the floor of its own round: 10, then 20.
        ("page", (5, 10), MET),
        ("page", (4, 9), MISSED),
        ("page", (9, 9), TOO_WIDE),
        ("told", (1, 1), TOLD),
    ],
)
def test_all_rounds_have_to_agree(goals, name, rates, verdict):
    (line,) = judged(name, *rates)
    assert line.verdict == verdict


@pytest.mark.parametrize("name", ["alone", "floor", "unknown"])
def test_what_has_no_floor_in_the_run_is_not_judged(goals, name):
    assert judged(name, 1, 1) == []


def test_only_what_is_missed_is_told_and_red(goals, capsys):
    assert show([*judged("page", 4, 9), *judged("page", 9, 9)]) == ["page"]
    first, second = capsys.readouterr().out.splitlines()
    assert judging.RED in first
    assert judging.RED not in second


def test_all_are_measured_in_turn():
    order = []
    measures = {
        name: lambda name=name: (order.append(name), Sample(1.0))[1] for name in "ab"
    }
    assert judging.interleaved(measures, 2) == {
        "a": [Sample(1.0)] * 2,
        "b": [Sample(1.0)] * 2,
    }
    assert order == ["a", "b", "a", "b"]


def test_every_page_with_a_goal_is_measured():
    of_pages = {name for name, goal in GOALS.items() if "view" in goal["floor"]}
    assert of_pages == set(PATHS) - {"empty Django view"}


def test_a_run_is_kept_by_commit_and_told_on_the_page(goals, monkeypatch, tmp_path):
    monkeypatch.setattr(results, "KEPT", tmp_path)
    place = results.keep(judged("page", 4, 9), 1.0, 2)
    run = results.newest()
    assert place.stem == run["commit"]
    assert json.loads(place.read_text())["lines"][0]["ratios"] == [0.4, 0.45]
    assert "| page | 6 | 0.00 | 0.425 (0.400–0.450) | floor | 0.50 | missed |" in (
        results.page_of(run)
    )
