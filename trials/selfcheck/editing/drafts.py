"""Changes to a self-check's document, each giving a new document. Pure.

Staff edit with forms, never JSON; every change goes through one of these functions.
"""

import copy
from typing import Any

from trials.selfcheck.answers import QUESTIONS, flatten
from trials.selfcheck.parts import Document, Draft, as_draft, as_drafts

FITS, FAILS, CANNOT_TELL = "fits", "fails", "cannot_tell"
ASK, TEAM_CHECK = "ask", "team_check"
# The reasons that a criterion needs, by its mode.
STATES = {
    ASK: {"meets": "meets", "does_not_meet": "fail", "unknown": "unknown"},
    TEAM_CHECK: {"team_check": "team"},
}


def questions(document: Document) -> list[Draft]:
    """Return the questions in order."""
    placed = flatten(document["items"])
    return [as_draft(one.item) for one in placed if one.item["type"] in QUESTIONS]


def question(document: Document, link: str) -> Draft | None:
    return next((q for q in questions(document) if q["linkId"] == link), None)


def criterion(document: Document, name: str) -> Draft | None:
    lines = as_drafts(document["criteria"])
    return next((line for line in lines if line["id"] == name), None)


def existing_criterion(document: Document, name: str) -> Draft:
    """Return one criterion that has to be there; raises KeyError."""
    found = criterion(document, name)
    if found is None:
        raise KeyError(name)
    return found


def with_criterion(document: Document, name: str, **values: Any) -> Document:
    """Return the document with a criterion asked or left to the team.

    `values`: mode, teamWhy, rule, does_not_meet, unknown, gate, exception (a text by
    language, or None), and appliesWhen where that is to change (None: always).
    Reasons that the mode needs are added; they say the label until somebody writes.
    """
    changed = copy.deepcopy(document)
    one = existing_criterion(changed, name)
    gone = {"rule", "effects", "gate", "exception", "teamWhy"}
    gone |= {"appliesWhen"} & values.keys()
    for key in gone:
        one.pop(key, None)
    one["mode"] = values["mode"]
    if values.get("appliesWhen"):
        one["appliesWhen"] = values["appliesWhen"]
    # Also an asked line may say why some of it is left to the team.
    if values["teamWhy"] or one["mode"] == TEAM_CHECK:
        one["teamWhy"] = values["teamWhy"]
    one |= asked_fields(values) if one["mode"] == ASK else {}
    one["reasons"] = needed_reasons(one)
    return changed


def asked_fields(values: Draft) -> Draft:
    """Return what only a line has that is asked about."""
    found: Draft = {
        "rule": values["rule"],
        "effects": {
            "meets": "none",
            "does_not_meet": values["does_not_meet"],
            "unknown": values["unknown"],
        },
    }
    if values.get("gate"):
        found["gate"] = True
    if values.get("exception"):
        found["exception"] = {"by": "team", "text": values["exception"]}
    return found


def needed_reasons(one: Draft) -> list[Draft]:
    """Return a criterion's reasons: the fitting old ones, and one for each state."""
    states = STATES[one["mode"]]
    known = {*states, "not_applicable"}
    kept = [reason for reason in one["reasons"] if reason["state"] in known]
    there = {reason["state"] for reason in kept if "when" not in reason}
    added = [
        {"state": state, "code": f"{one['id']}.{end}", "text": dict(one["label"])}
        for state, end in states.items()
        if state not in there
    ]
    return kept + added
