"""Worked examples: what they must come to, and which a definition needs. Pure."""

from datetime import date
from typing import Any

from trials.selfcheck.evaluate import DISCUSS, STOP, Result, evaluate
from trials.selfcheck.parts import Document, Draft

# Worked examples speak of dates; they are judged as on this day, always.
CASE_DAY = date(2026, 2, 1)
OUTCOMES = ("may_match", "talk_to_team", "probably_not")
# What is written down of a result when an example is kept.
NAMES = ("valid", "outcome", "stop", "discuss", "states")


def judged(definition: Document, answers: Draft) -> Result:
    """Return what answers come to on the day of the examples."""
    return evaluate(definition, answers, CASE_DAY)


def expectation(definition: Document, answers: Draft, outcome: str | None) -> Draft:
    """Return what to expect of answers whose outcome was chosen.

    Where they come to just that, the criteria's states are expected too, so that a
    later change shows; otherwise only the outcome, because all else is open.
    """
    result = judged(definition, answers)
    if result.outcome != outcome:
        return {"valid": True, "outcome": outcome}
    return {name: getattr(result, name) for name in NAMES}


def differences(definition: Document, answers: Draft, expected: Draft) -> list[str]:
    """Return the expected names that come out otherwise."""
    result = judged(definition, answers)
    return [
        name
        for name, wanted in expected.items()
        if not fits(getattr(result, name, None), wanted)
    ]


def fits(found: Any, wanted: Any) -> bool:
    """Whether a result is as expected; a dictionary may name only what matters."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        return all(found.get(key) == value for key, value in wanted.items())
    return bool(found == wanted)


def reachable(definition: Document) -> list[str]:
    """Return the outcomes that some answers can lead to, as far as effects tell."""
    effects: set[str | None] = set()
    for criterion in definition["criteria"]:
        if criterion["mode"] == "ask":
            effects |= set(criterion.get("effects", {}).values())
            effects |= {reason.get("effect") for reason in criterion["reasons"]}
    wanted = {"may_match": True, "talk_to_team": DISCUSS in effects}
    wanted["probably_not"] = STOP in effects
    return [outcome for outcome in OUTCOMES if wanted[outcome]]


def missing_outcomes(definition: Document, expected: list[Draft]) -> list[str]:
    """Return the outcomes that no example is for."""
    shown = {one.get("outcome") for one in expected}
    return [outcome for outcome in reachable(definition) if outcome not in shown]
