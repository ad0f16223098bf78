"""What a draft's page shows: criteria beside questions, findings, examples."""

from typing import Any

from trials.authoring.draft_lines import (
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
    document, findings = version.definition, findings_of(version)
    return {
        "version": version,
        "study": version.study,
        "criteria": line_groups(document, findings),
        "questions": question_groups(document, findings),
        "findings": finding_groups(findings),
        "blocking": wanted_words(0, sum(one["is_blocking"] for one in findings)),
        "examples": (examples := examples_of(version)),
        "differing": sum(bool(one["differences"]) for one in examples),
        "notes": [note["ask"] for note in document.get("authorNotes", [])],
        "open_notes": [
            note_words(note["code"], note["where"]) for note in version.open_notes
        ],
    }
