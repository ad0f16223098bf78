"""Everything that must be put right before a document is published. Pure."""

import json
from contextlib import suppress

from trials.selfcheck.checking.care import expected_care
from trials.selfcheck.checking.conditions import conditions, effects
from trials.selfcheck.checking.references import references
from trials.selfcheck.checking.texts import check_words, languages
from trials.selfcheck.document import schema_fault
from trials.selfcheck.findings import ERROR, Finding
from trials.selfcheck.parts import Document
from trials.selfcheck.soundness import soundness

RULES = (
    *(references, conditions, effects, languages, check_words, soundness),
    expected_care,
)


def lint(document: Document) -> list[Finding]:
    """Return everything that must be put right before a document is published."""
    found: list[Finding] = []
    if fault := schema_fault(json.dumps(document, sort_keys=True)):
        found.append(Finding(ERROR, "schema", *fault))
    # What breaks the schema can perhaps not be walked to its end.
    broken = (LookupError, TypeError, AttributeError) if fault else ()
    with suppress(*broken):
        for rule in RULES:
            found.extend(rule(document))
    return found
