"""What a draft's page shows: criteria beside questions, findings, examples."""

from typing import Any

from django.utils.translation import gettext as _

from trials.authoring.draft_lines import (
    complete_words,
    line_groups,
    question_groups,
    wanted_words,
)
from trials.authoring.findings import finding_groups, findings_of
from trials.authoring.import_notes import note_words
from trials.authoring.worked_examples import examples_of
from trials.models import SelfCheckVersion


def draft_context(version: SelfCheckVersion) -> dict[str, Any]:
    """Return a version whole: criteria beside questions, findings, examples."""
    document = version.definition
    return {
        "version": version,
        "study": version.study,
        **rows_context(document, findings_of(version)),
        **examples_context(examples_of(version)),
        "notes": [note["ask"] for note in document.get("authorNotes", [])],
        "open_notes": [
            note_words(note["code"], note["where"]) for note in version.open_notes
        ],
    }


def rows_context(
    document: dict[str, Any], findings: list[dict[str, Any]]
) -> dict[str, Any]:
    """Return the lines and the questions, and what is still wanted of them."""
    lines = line_groups(document, findings)
    asked = question_groups(document, findings)
    return {
        "criteria": lines,
        "lines_complete": complete_words(lines),
        "questions": asked,
        "questions_complete": complete_words(asked),
        "findings": finding_groups(findings),
        "blocking": wanted_words(0, sum(one["is_blocking"] for one in findings)),
    }


def examples_context(examples: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the worked examples, and how many come out as they should."""
    differing = sum(bool(one["differences"]) for one in examples)
    counts = {"done": len(examples) - differing, "all": len(examples)}
    return {
        "examples": examples,
        "differing": differing,
        "as_expected": _("%(done)d of %(all)d as expected") % counts,
    }
