"""What the worked examples of a version come to now."""

from typing import Any

from django.utils.translation import gettext as _

from trials.authoring.finding_places import outcome_title
from trials.models import SelfCheckCase, SelfCheckVersion
from trials.selfcheck.editing.examples import differences, judged


def examples_of(version: SelfCheckVersion) -> list[dict[str, Any]]:
    """Return the worked examples with what they come to."""
    return [example_row(version.definition, one) for one in version.cases.all()]


def example_row(definition: dict[str, Any], one: SelfCheckCase) -> dict[str, Any]:
    """Return one example: what it should come to, what it does, what differs."""
    found = judged(definition, one.answers)
    names = differences(definition, one.answers, one.expected)
    return {
        "example": one,
        "wanted": outcome_title(definition, one.expected.get("outcome")),
        "found": outcome_title(definition, found.outcome),
        "differences": [difference_words(name) for name in names],
    }


def difference_words(name: str) -> str:
    """Return what of an example comes out otherwise."""
    words = {
        "valid": _("whether the answers can be read"),
        "outcome": _("the outcome"),
        "stop": _("what does not fit"),
        "discuss": _("what to talk about"),
        "states": _("the state of a line"),
        "notices": _("the notices"),
    }
    return words.get(name, name)
