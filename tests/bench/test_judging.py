"""A goal is met or missed where all rounds agree; nothing is said where they do not."""

import json

import pytest

from bench import (
    alerts,
    drain,
    drawn,
    finding,
    flood,
    imports,
    inbox,
    judging,
    letters,
    mails,
    marks,
    messages,
    pages,
    proxied,
    results,
    sameness,
)
from bench.__main__ import PARTS
from bench.judging import (
    GOALS,
    MET,
    MISSED,
    TOLD,
    TOO_WIDE,
    Sample,
    goal_of,
    judge,
    measured,
    show,
)
from bench.plan import Plan


@pytest.fixture
def goals(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {
        "page": {"part": "pages", "floor": "floor", "at_least": 0.5, "left": "All."},
        "told": {"part": "pages", "floor": "floor"},
        "alone": {"floor": "not measured"},
        "waits": {"part": "mails", "unit": "ms", "at_most": 5.0, "before": "9"},
    }
    monkeypatch.setattr(judging, "GOALS", known)
    monkeypatch.setattr(results, "GOALS", known)


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
    show([*judged("page", 4, 9), *judged("page", 9, 9)])
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


@pytest.mark.parametrize(
    ("found", "verdict"),
    [((4, 5), MET), ((6, 7), MISSED), ((4, 6), TOO_WIDE)],
)
def test_a_figure_without_a_floor_has_a_highest(goals, found, verdict):
    assert measured("waits", *found).verdict == verdict


def test_nothing_is_measured_of_which_nobody_wrote_down_what_it_has_to_be(goals):
    with pytest.raises(KeyError):
        measured("unknown", 1)


MODULES = (
    *(pages, drawn, proxied, messages, flood, imports, letters, mails, drain, alerts),
    *(sameness, finding, inbox, marks),
)


def test_every_line_is_measured_by_one_module():
    assert sorted(name for one in MODULES for name in one.LINES) == sorted(GOALS)


def test_a_run_is_kept_by_commit_and_told_on_the_page(goals, monkeypatch, tmp_path):
    monkeypatch.setattr(results, "KEPT", tmp_path)
    lines = [*judged("page", 4, 9), measured("waits", 2.5)]
    place = results.keep(lines, Plan(seconds=1.0, rounds=2))
    run = results.newest()
    assert place.stem == run["commit"]
    assert json.loads(place.read_text())["lines"][0]["found"] == [0.4, 0.45]
    page = results.page_of(run)
    assert "| page | 6 | 0.00 | 0.425 (0.4–0.45) × floor |  | ≥ 0.5 | missed |" in page
    assert "- *page*: All." in page
    assert "| waits |  |  | 2.5 ms | 9 | ≤ 5 | met |" in page


def test_parts_are_kept_beside_each_other(goals, monkeypatch, tmp_path):
    monkeypatch.setattr(results, "KEPT", tmp_path)
    plan = Plan(seconds=1.0, rounds=2)
    results.keep([measured("waits", 2.5), measured("told", 1)], plan)
    results.keep([measured("waits", 3.5)], plan)
    found = {one["name"]: one["found"] for one in results.newest()["lines"]}
    assert found == {"told": [1], "waits": [3.5]}
    results.keep([measured("waits", 4.5)], Plan(seconds=2.0, rounds=2))
    assert [one["name"] for one in results.newest()["lines"]] == ["waits"]


def test_a_line_that_was_measured_before_says_when(goals, monkeypatch, tmp_path):
    monkeypatch.setattr(results, "KEPT", tmp_path)
    plan = Plan(seconds=1.0, rounds=2)
    old = results.keep([measured("waits", 2.5), measured("told", 1)], plan)
    run = json.loads(old.read_text())
    for one in (run, *run["lines"]):
        one["commit"] = "0ld"
    old.write_text(json.dumps({**run, "at": "2026-01-01"}))
    old.rename(tmp_path / "0ld.json")
    results.keep([measured("waits", 3.5), *judged("page", 4, 9)], plan)
    page = results.page_of(results.newest())
    assert "| waits |  |  | 3.5 ms" in page
    assert "Measured at commit 0ld: told." in page


def test_what_is_missed_is_explained():
    lines = results.newest()["lines"]
    missed = [one["name"] for one in lines if one["verdict"] == MISSED]
    assert [name for name in missed if not goal_of(name).left] == []


def test_every_part_can_be_asked_for():
    assert {goal["part"] for goal in GOALS.values()} == set(PARTS)


@pytest.mark.parametrize("name", GOALS)
def test_each_line_has_a_floor_or_a_unit_and_one_goal_at_most(name):
    goal = goal_of(name)
    assert goal.part
    assert not (goal.floor and goal.unit)
    assert goal.at_least is None or goal.at_most is None
