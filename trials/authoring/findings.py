"""What is still open about a version, in the author's words."""

from typing import Any

from django.utils.translation import gettext as _

from trials.authoring.actions.publishing import points_of
from trials.authoring.finding_places import (
    finding_place,
    line_of,
    part_of,
    question_of,
)
from trials.authoring.import_notes import note_words
from trials.models import SelfCheckVersion
from trials.selfcheck.findings import ERROR, Finding

Document = dict[str, Any]


def findings_of(version: SelfCheckVersion) -> list[dict[str, Any]]:
    """Return what is still open, what blocks publishing first."""
    found = sorted(points_of(version), key=lambda one: one.level != ERROR)
    return [
        {
            "where": finding_place(version, one),
            "words": finding_words(one),
            "is_blocking": one.level == ERROR,
            "line": line_of(version, one),
            "question": question_of(version, one),
            "part": part_of(one),
        }
        for one in found
    ]


def finding_groups(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return findings of the same words as one, with every place where it stands."""
    found: dict[tuple[bool, str], dict[str, dict[str, Any]]] = {}
    for one in findings:
        places = found.setdefault((one["is_blocking"], one["words"]), {})
        places[one["where"]] = one
    return [
        {"is_blocking": is_blocking, "words": words, "places": places.values()}
        for (is_blocking, words), places in found.items()
    ]


def finding_words(finding: Finding) -> str:
    """Return a finding in the reader's language."""
    words = {
        "duplicate": _("This name stands twice."),
        "unknown_item": _("A rule asks a question that is gone."),
        "unknown_option": _("A rule names an option that is gone."),
        "forward_condition": _("A condition looks at a question that comes later."),
        "no_behavior": _("Two conditions need “all” or “any”."),
        "not_equal_alone": _("“Is not” also holds without an answer."),
        "unknown_stops": _("“Not known” must never lead to “probably not”."),
        "exception_stops": _("With an exception, it is never “probably not”."),
        "wrong_stop": _("Only a rule that does not fit may lead to “probably not”."),
        "missing_language": _("Words are missing in a language."),
        "forbidden_word": _("A word here promises or judges."),
        **kind_words(),
        "undecided": _("Nobody has decided yet whether the family is asked."),
        "outdated": _("The translation is out of date."),
        "example_missing": _("No worked example comes to this outcome yet."),
        "example_differs": _("This worked example comes out otherwise."),
        "changed": _("The self-check was changed after this page was opened."),
        "never_fails": _("Whatever is answered, this line never fails: see its table."),
        "never_fits": _("Whatever is answered, this line never fits: see its table."),
        "no_care": _("It asks about a danger sign: say what to do if it is so."),
        "bare_reason": _("A reason says no more than the line's name."),
        "own": _("Whoever wrote in it last cannot publish it. Ask another person."),
        "never_approved": _("Only what was approved and published comes back."),
    }
    if finding.code == "import":
        return note_words(finding.message, finding.where)
    return words.get(finding.code, finding.message)


def kind_words() -> dict[str, str]:
    """Return what may be wrong with kinds, units and what every self-check needs."""
    return {
        "schema": _("The document is not of the form that a self-check has."),
        "outcomes": _("Each of the three outcomes has to stand once."),
        "default_language": _("The first language is not among the languages."),
        "missing_text": _("A general text is missing."),
        "no_not_sure": _("There is no answer “Not sure”."),
        "required_number": _("A number must not be required; few families know it."),
        "wrong_kind": _("What is asked for does not fit this kind of answer."),
        "no_unit": _("A number is compared without a unit."),
        "unknown_unit": _("A number is compared in a unit in which it is not asked."),
    }
