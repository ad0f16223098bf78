"""What the answers say of each criterion, and the outcome. Pure: no clock, no words.

Unknown is a value and never a no: most families cannot know every answer, and a tool
that takes silence for "no" turns away people for no reason.
"""

from dataclasses import dataclass, field
from datetime import date

from trials.selfcheck.answers import Answers, read_answers
from trials.selfcheck.danger.care import Care, raised_care
from trials.selfcheck.logic import Facts, truth
from trials.selfcheck.parts import Document, Given, ProtocolLine, StatedReason

MEETS, FAILS, UNKNOWN = "meets", "does_not_meet", "unknown"
TEAM_CHECK, NOT_APPLICABLE = "team_check", "not_applicable"
STOP, DISCUSS, NONE = "stop", "discuss", "none"


@dataclass(frozen=True)
class Result:
    """What a self-check comes to; field names are those of the worked cases.

    `stop` and `discuss` hold reason codes in the order of the criteria. An invalid
    set of answers has `errors` ({"item", "code"}) and no outcome.
    """

    valid: bool
    errors: list[dict[str, str]] = field(default_factory=list)
    outcome: str | None = None
    stop: list[str] = field(default_factory=list)
    discuss: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    requires_guardian: bool = False
    early_exit: bool = False
    complete: bool = False
    states: dict[str, str] = field(default_factory=dict)
    reasonOf: dict[str, str] = field(default_factory=dict)  # noqa: N815 - the cases' name
    # Danger signs, the most urgent first; also beside a wrong answer.
    care: list[Care] = field(default_factory=list)


@dataclass(frozen=True)
class JudgedLine:
    """One criterion's state, its reason and what that leads to."""

    criterion: ProtocolLine
    state: str
    reason: StatedReason | None
    effect: str


def evaluate(definition: Document, answers: Given, today: date) -> Result:
    """Judge all criteria; raises nothing, whatever the answers hold."""
    found = read_answers(definition, answers, today)
    facts = Facts(found, frozenset(definition.get("unknownCodes", [])), today)
    care = raised_care(definition, facts)
    if found.errors:
        return Result(valid=False, errors=found.errors, care=care)
    judged = [judge_line(criterion, facts) for criterion in definition["criteria"]]
    gate = first_failed_gate(judged)
    stops = [gate] if gate else [one for one in judged if one.effect == STOP]
    talks = [] if gate else [one for one in judged if one.effect == DISCUSS]
    notices = [
        notice
        for notice in definition.get("notices", [])
        if truth(notice["when"], facts) is True
    ]
    return Result(
        valid=True,
        outcome=outcome(stops, talks),
        stop=[code(one) for one in stops],
        discuss=[code(one) for one in talks],
        notices=[notice["code"] for notice in notices],
        requires_guardian=any(n.get("requiresGuardian") for n in notices),
        early_exit=gate is not None,
        complete=gate is None and is_complete(found),
        states={one.criterion["id"]: one.state for one in judged},
        reasonOf={one.criterion["id"]: code(one) for one in judged if one.reason},
        care=care,
    )


def outcome(stops: list[JudgedLine], talks: list[JudgedLine]) -> str:
    """Return the outcome: one stop decides, then one point to talk about."""
    if stops:
        return "probably_not"
    return "talk_to_team" if talks else "may_match"


def first_failed_gate(judged: list[JudgedLine]) -> JudgedLine | None:
    """Return the gate that ends the walk: known to fail, so nothing else is asked."""
    return next(
        (
            one
            for one in judged
            if one.criterion.get("gate") and one.state == FAILS and one.effect == STOP
        ),
        None,
    )


def judge_line(criterion: ProtocolLine, facts: Facts) -> JudgedLine:
    """Return one criterion's state with its first fitting reason and its effect."""
    state = state_of(criterion, facts)
    reason = next(
        (
            reason
            for reason in criterion["reasons"]
            if reason["state"] == state
            and ("when" not in reason or truth(reason["when"], facts) is True)
        ),
        None,
    )
    usual = criterion.get("effects", {}).get(state, NONE)
    effect = reason.get("effect", usual) if reason else usual
    return JudgedLine(criterion, state, reason, effect)


def state_of(criterion: ProtocolLine, facts: Facts) -> str:
    """Return the state; "meets" always means that nothing stands in the way."""
    if "appliesWhen" in criterion and truth(criterion["appliesWhen"], facts) is False:
        return NOT_APPLICABLE
    if criterion["mode"] == TEAM_CHECK:
        return TEAM_CHECK
    holds = truth(criterion["rule"], facts)
    if holds is None:
        return UNKNOWN
    # An exclusion's rule says what must not be.
    return MEETS if holds == (criterion["kind"] == "inclusion") else FAILS


def code(one: JudgedLine) -> str:
    """Return the reason's code, or one made of the criterion and its state."""
    return one.reason["code"] if one.reason else f"{one.criterion['id']}.{one.state}"


def is_complete(answers: Answers) -> bool:
    """Whether every shown question that needs an answer has one."""
    return all(
        link in answers.values
        for link, item in answers.shown.items()
        if item.get("required")
    )
