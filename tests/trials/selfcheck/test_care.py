"""What an answer may mean for tonight: told where it is so, never in the outcome."""

import json
import random
import re
from copy import deepcopy
from dataclasses import replace

import pytest

from tests.trials.selfcheck.founding import CASES, DEFINITION, TODAY
from trials.selfcheck.answers import QUESTIONS, flatten
from trials.selfcheck.asking.snapshot import snapshot
from trials.selfcheck.checking.care import danger_signs
from trials.selfcheck.checking.lint import lint
from trials.selfcheck.danger.care import care_of
from trials.selfcheck.document import DATA
from trials.selfcheck.evaluate import evaluate
from trials.selfcheck.fhir.export import export_questionnaire, read_questionnaire

WORKED = json.loads((DATA / "care_cases.json").read_text("utf-8"))["cases"]
ASKED = [p.item for p in flatten(DEFINITION["items"]) if p.item["type"] in QUESTIONS]
HARMFUL = {"mtx", "mmf", "ctx", "lef"}


@pytest.mark.parametrize("worked", WORKED, ids=lambda one: one["title"])
def test_a_worked_case_of_care(worked):
    result = evaluate(DEFINITION, worked["answers"], TODAY)
    for name, wanted in worked["expected"].items():
        assert getattr(result, name) == wanted, name
    told = [[one.level, one.id] for one in result.care]
    assert told == worked["care"]


def without_care() -> dict:
    """Return the founding self-check as it was before anybody thought of care."""
    bare = deepcopy(DEFINITION)
    for part in [*(p.item for p in flatten(bare["items"])), *bare["criteria"]]:
        part.pop("care", None)
    return bare


def any_answer(item: dict, chance: random.Random) -> object:
    """Return any valid answer of a question."""
    codes = [option["code"] for option in item.get("answerOption", [])]
    if item["type"] == "choice" and item.get("repeats"):
        alone = [o["code"] for o in item["answerOption"] if o.get("exclusive")]
        many = [code for code in codes if code not in alone]
        picked = chance.sample(many, chance.randint(0, 3))
        return picked or alone[:1]
    if item["type"] == "choice":
        return chance.choice(codes)
    if item["type"] == "quantity":
        return {"value": chance.randint(0, 90), "unit": "a"}
    low, high = int(item.get("minValue", 0)), int(item.get("maxValue", 100))
    return chance.randint(low, high)


def dangers(answers: dict, shown: set[str]) -> set[str]:
    """Say by hand, without any rule of the document, which answers are dangerous."""
    seen = {link: value for link, value in answers.items() if link in shown}
    found = set()
    for link, now, today in (("spo2", 90, 92), ("egfr", 15, 30), ("lvef", 0, 40)):
        if link in seen and seen[link] < today:
            found.add(f"{link}_{'now' if seen[link] < now else 'today'}")
    signs = {"brain", "breath", "fever", "sight", "life"} & set(seen.get("signs", []))
    found |= {f"sign_{one}" for one in signs}
    if "infection_worse" in seen.get("signs", []):
        found.add("sign_infection")
    if "infection" in seen.get("last3m", []):
        found.add("infection_soon")
    if "cns" in seen.get("recent", []):
        found.add("cns_today")
    may_be = seen.get("pregnant") in {"pregnant", "could_be"}
    if may_be and HARMFUL & set(seen.get("dmards", [])):
        found.add("pregnancy_medicine")
    return found


def check_random_sets(count: int) -> int:
    """Look at so many random sets of answers; returns how many were dangerous."""
    chance = random.Random(17)  # noqa: S311 - it has to come again
    bare, seen = without_care(), 0
    for _ in range(count):
        picked = [item for item in ASKED if chance.random() < 0.8]
        answers = {item["linkId"]: any_answer(item, chance) for item in picked}
        result = evaluate(DEFINITION, answers, TODAY)
        assert replace(result, care=[]) == evaluate(bare, answers, TODAY)
        shown = shown_links(answers)
        wanted = dangers(answers, shown)
        assert {one.id for one in result.care} == wanted, answers
        levels = [["now", "today", "soon"].index(one.level) for one in result.care]
        assert levels == sorted(levels)
        seen += bool(wanted)
    return seen


def shown_links(answers: dict) -> set[str]:
    """Return the questions that depend on others and are asked, by hand."""
    links = {item["linkId"] for item in ASKED}
    age = answers.get("age")
    if not (age and 10 <= age["value"] <= 60):
        links -= {"sex", "pregnant", "contraception"}
    if "sex" not in links or answers.get("sex") != "female":
        links -= {"pregnant"}
    if answers.get("has_results") != "yes":
        links -= {"sledai", "egfr", "spo2", "lvef"}
    return links


def test_care_never_touches_the_outcome_and_is_there_where_it_is_needed():
    seen = check_random_sets(3_000)
    assert 1_000 < seen < 3_000


@pytest.mark.long
def test_the_same_over_a_hundred_thousand_sets():
    check_random_sets(100_000)


def test_care_is_told_beside_a_wrong_answer_and_after_a_gate():
    result = evaluate(DEFINITION, {"dx": "no", "signs": ["brain"]}, TODAY)
    assert (result.early_exit, result.care[0].level) == (True, "now")
    wrong = evaluate(DEFINITION, {"dx": "nonsense", "signs": ["brain"]}, TODAY)
    assert (wrong.valid, wrong.care[0].level) == (False, "now")


def test_the_snapshot_brings_it_to_the_team_in_the_familys_words():
    answers = {**CASES["cases"][0]["answers"], "signs": ["life"]}
    answers |= {"kidney_now": ""}
    told = snapshot(DEFINITION, answers, "zh-hans", TODAY)
    assert [one["level"] for one in told["care"]] == ["now"]
    assert "谢谢您说出来" in told["care"][0]["text"]
    assert list(told).index("care") < list(told).index("answers")


def test_fhir_keeps_it():
    sent = export_questionnaire(DEFINITION)
    back, _report = read_questionnaire(json.dumps(sent).encode())
    assert back["items"] == DEFINITION["items"]


def test_a_number_that_may_be_a_danger_sign_needs_care():
    assert lint(DEFINITION) == []
    found = {(one.code, one.level, one.where) for one in lint(without_care())}
    assert ("no_care", "error", "items/spo2") in found
    assert ("no_care", "error", "items/egfr") in found
    assert ("no_care", "error", "items/lvef") in found


def test_every_danger_sign_has_an_owner_a_source_and_a_date():
    for row in danger_signs():
        assert row["owner"]
        assert len(row["source"]) > 20
        assert re.fullmatch(r"2026-\d\d-\d\d", row["date"])


def test_every_care_text_has_an_owner_a_source_and_a_date():
    rows = json.loads((DATA / "nct07233642.care.json").read_text("utf-8"))["rows"]
    told = {(one["where"], one["care"], one["level"]) for one in rows}
    assert told == {
        (where, one["id"], one["level"]) for where, one in care_of(DEFINITION)
    }
    for row in rows:
        assert row["owner"]
        assert len(row["source"]) > 20
        assert re.fullmatch(r"20\d\d-\d\d-\d\d", row["date"])


def test_every_word_of_the_record_stands_in_some_criterion():
    record = DATA.parents[1] / "demonstration" / "studies" / "NCT07233642.json"
    study = json.loads(record.read_text("utf-8"))
    text = study["protocolSection"]["eligibilityModule"]["eligibilityCriteria"]
    quoted = set(words_of(" ".join(c["source"] for c in DEFINITION["criteria"])))
    heads = {"inclusion", "exclusion", "criteria", "1", "2", "3", "4"}
    assert set(words_of(text)) - quoted - heads == set()


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
