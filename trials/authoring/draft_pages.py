"""What a draft's page shows: criteria beside questions, findings, examples."""

from typing import Any

from trials.authoring.findings import findings_of
from trials.authoring.import_notes import note_words
from trials.authoring.rules.wording import rule_words
from trials.authoring.text_names import said
from trials.authoring.worked_examples import examples_of
from trials.models import SelfCheckVersion
from trials.selfcheck.answers import flatten
from trials.selfcheck.editing.new_lines import is_undecided
from trials.selfcheck.editing.suggest import team_checks

Document = dict[str, Any]


def draft_context(version: SelfCheckVersion) -> dict[str, Any]:
    """Return a version whole: criteria beside questions, findings, examples."""
    document = version.definition
    return {
        "version": version,
        "study": version.study,
        "criteria": [protocol_line(document, one) for one in document["criteria"]],
        "items": [shown_item(placed) for placed in flatten(document["items"])],
        "findings": findings_of(version),
        "examples": examples_of(version),
        "notes": [note["ask"] for note in document.get("authorNotes", [])],
        "open_notes": [
            note_words(note["code"], note["where"]) for note in version.open_notes
        ],
    }


def protocol_line(document: Document, one: Document) -> dict[str, Any]:
    """Return one line of the protocol as the draft's page lists it."""
    return {
        **one,
        "name": said(one["label"]),
        "is_undecided": is_undecided(one),
        "is_suggested": is_undecided(one) and bool(team_checks(one["source"])),
        "rule_words": rule_words(document, one.get("rule")),
    }


def shown_item(placed: Any) -> dict[str, Any]:
    """Return one item of the list of questions, with how deep it stands."""
    return {
        **placed.item,
        "name": said(placed.item["text"]),
        "depth": len(placed.parents),
        "is_part": placed.item["type"] in {"group", "display"},
    }
