"""Plain-language content: a `study-content/1` document becomes drafts, per language.

An import never publishes: its drafts go through the gate as anybody's do.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from trials.models import SectionKind, Study, TextKind, TextVersion
from trials.texts.actions.drafting import draft_text
from trials.texts.bodies import Body
from trials.texts.shipped.general import said, written_sections

Document = dict[str, Any]


@transaction.atomic
def import_content(
    *, document: Document, study: Study, now: datetime, by: str
) -> list[TextVersion]:
    """Draft a study's words in every language of the document.

    Raises ValueError where somebody has a draft of these words already.
    """
    rows = TextVersion.objects.drafts().filter(study=study, kind=TextKind.STUDY)
    if rows.filter(language__in=document["languages"]).exists():
        raise ValueError("There is a draft already; nothing was imported over it.")
    return [
        draft_text(
            kind=TextKind.STUDY,
            study=study,
            language=language,
            body=body_in(document, language),
            now=now,
            by=by,
            is_by_program=document.get("drafted_by_program", False),
        )
        for language in document["languages"]
    ]


def body_in(document: Document, language: str) -> Body:
    """Return the document's words in one language, as a version keeps them."""
    sections = [
        one
        for kind, found in sections_of(document)
        for one in written_sections(found, kind, language)
    ]
    return {
        "title": said(document.get("name"), language),
        "registry_title": said(document.get("registry_title"), language),
        "missing_facts": [
            said(fact, language) for fact in document.get("not_on_the_page", [])
        ],
        "sections": sections,
        "words": [
            {
                "key": word["key"],
                "term": said(word["term"], language),
                "meaning": said(word["meaning"], language),
            }
            for word in document.get("words", [])
        ],
    }


def sections_of(document: Document) -> list[tuple[str, list[Document]]]:
    """Return the document's sections by kind; phases are keyed "phase_1" and so on."""
    phases = [value for name, value in document.items() if name.startswith("phase_")]
    return [
        (SectionKind.IN_SHORT, document.get("in_short", [])),
        (SectionKind.PHASE, phases),
        (SectionKind.FAQ, document.get("faqs", [])),
    ]
