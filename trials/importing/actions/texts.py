"""Plain-language content: a `study-content/1` document becomes rows, per language."""

from datetime import datetime
from typing import Any

from django.db import transaction

from trials.models import (
    GlossaryTerm,
    SectionKind,
    Study,
    StudyContent,
    TextParagraph,
    TextSection,
)

Document = dict[str, Any]


@transaction.atomic
def import_content(
    *, document: Document, study: Study | None, now: datetime
) -> list[StudyContent]:
    """Replace a study's words in every language of the document.

    `study` None: the general words about trials. What is approved is not replaced:
    it raises ValueError, because a reviewed text changes only with a new review.
    """
    contents = [
        import_language(document, study, language) for language in document["languages"]
    ]
    for stale in [study] if study else Study.objects.all():
        stale.touch(now)
    return contents


def import_language(
    document: Document, study: Study | None, language: str
) -> StudyContent:
    """Write one language anew."""
    old = StudyContent.objects.filter(study=study, language=language)
    if old.filter(approved_on__isnull=False).exists():
        raise ValueError(f"The {language} words are approved and cannot be replaced.")
    old.delete()
    facts = document.get("not_on_the_page", [])
    content = StudyContent.objects.create(
        study=study,
        language=language,
        version=document["version"],
        title=said(document.get("name"), language),
        registry_title=said(document.get("registry_title"), language),
        missing_facts=[said(fact, language) for fact in facts],
    )
    for kind, sections in sections_of(document):
        for position, section in enumerate(sections):
            write_section(content, kind, position, section)
    write_glossary(content, document.get("words", []))
    return content


def write_glossary(content: StudyContent, found: list[Document]) -> None:
    """Write the words that are explained, in the content's language."""
    GlossaryTerm.objects.bulk_create(
        GlossaryTerm(
            content=content,
            key=word["key"],
            term=said(word["term"], content.language),
            meaning=said(word["meaning"], content.language),
        )
        for word in found
    )


def sections_of(document: Document) -> list[tuple[str, list[Document]]]:
    """Return the document's sections by kind; phases are keyed "phase_1" and so on."""
    phases = [value for name, value in document.items() if name.startswith("phase_")]
    return [
        (SectionKind.IN_SHORT, document.get("in_short", [])),
        (SectionKind.PHASE, phases),
        (SectionKind.FAQ, document.get("faqs", [])),
    ]


def write_section(
    content: StudyContent, kind: str, position: int, section: Document
) -> None:
    """Write a heading or a question, with its paragraphs."""
    heading = section.get("heading") or section["question"]
    row = TextSection.objects.create(
        content=content,
        kind=kind,
        key=section.get("key") or section["id"],
        position=position,
        heading=said(heading, content.language),
    )
    paragraphs = section.get("paragraphs") or section["answer"]
    TextParagraph.objects.bulk_create(
        unsaved_paragraph(row, number, paragraph)
        for number, paragraph in enumerate(paragraphs)
    )


def unsaved_paragraph(
    section: TextSection, position: int, paragraph: Document
) -> TextParagraph:
    """Return one paragraph of a section, in its content's language."""
    return TextParagraph(
        section=section,
        position=position,
        text=said(paragraph["text"], section.content.language),
        source=paragraph["source"],
        needs_team_confirmation=paragraph.get("confirm_with_team", False),
    )


def said(text: dict[str, str] | None, language: str) -> str:
    """Return the words of one language, "" where the document has none."""
    return (text or {}).get(language, "")
