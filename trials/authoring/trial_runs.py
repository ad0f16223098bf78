"""What answers come to that an author tries: every line's state and its reason."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from trials.authoring.finding_places import outcome_title
from trials.authoring.text_names import said
from trials.models import SelfCheckVersion
from trials.selfcheck.answers import read_answers
from trials.selfcheck.asking.wording import Speaker
from trials.selfcheck.editing.drafts import questions
from trials.selfcheck.editing.examples import CASE_DAY, judged
from trials.selfcheck.evaluate import Result

Document = dict[str, Any]


def tried(version: SelfCheckVersion, answers: Document) -> dict[str, Any]:
    """Return every criterion's state and reason for answers that were tried."""
    definition = version.definition
    result = judged(definition, answers)
    speak = Speaker(definition, answers, get_language())
    lines = definition["criteria"] if result.valid else []
    return {
        "result": result,
        "title": outcome_title(definition, result.outcome),
        "hidden": hidden_questions(definition, answers),
        "errors": [error_words(definition, error) for error in result.errors],
        "states": [judged_line(one, result, speak) for one in lines],
    }


def judged_line(criterion: Document, result: Result, speak: Speaker) -> dict[str, str]:
    """Return what became of one line of the protocol."""
    return {
        "id": criterion["id"],
        "label": said(criterion["label"]),
        "state": state_words(result, criterion["id"]),
        "reason": reason_words(criterion, result, speak),
    }


def hidden_questions(definition: Document, answers: Document) -> list[str]:
    """Return the questions that a family with these answers would not be asked."""
    shown = read_answers(definition, answers, CASE_DAY).shown
    return [
        said(asked["shortLabel"])
        for asked in questions(definition)
        if asked["linkId"] not in shown
    ]


def reason_words(criterion: Document, result: Result, speak: Speaker) -> str:
    """Return a criterion's reason as a family reads it."""
    code = result.reasonOf.get(criterion["id"])
    found = (r["text"] for r in criterion["reasons"] if r["code"] == code)
    return speak(next(found, None))


def error_words(definition: Document, error: dict[str, str]) -> str:
    found = (q for q in questions(definition) if q["linkId"] == error["item"])
    asked = next(found, None)
    name = said(asked["shortLabel"]) if asked else error["item"]
    return _("%(question)s: this answer cannot be read.") % {"question": name}


def state_words(result: Result, name: str) -> str:
    """Return a criterion's state in words."""
    words = {
        "meets": _("fits"),
        "does_not_meet": _("does not fit"),
        "unknown": _("not known"),
        "team_check": _("the team checks"),
        "not_applicable": _("does not apply"),
    }
    return words[result.states[name]]
