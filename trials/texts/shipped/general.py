"""Words about trials in general, as they come with the software."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from trials.models import SectionKind
from trials.texts.bodies import Body

FILE = Path(__file__).resolve().parents[1] / "data" / "general.content.json"
Document = dict[str, Any]


@lru_cache(maxsize=1)
def general_document() -> Document:
    """Return the document of all languages."""
    found: Document = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def phases_body(language: str) -> Body:
    """Return what the phases mean."""
    found = [one for name, one in general_document().items() if "phase_" in name]
    return {"sections": written_sections(found, SectionKind.PHASE, language)}


def questions_body(language: str) -> Body:
    """Return questions about trials in general, with their answers."""
    return {
        "sections": written_sections(
            general_document()["faqs"], SectionKind.FAQ, language
        )
    }


def written_sections(found: list[Document], kind: str, language: str) -> list[Body]:
    """Return sections of a document in one language."""
    return [written_section(one, kind, language) for one in found]


def written_section(section: Document, kind: str, language: str) -> Body:
    heading = section.get("heading") or section["question"]
    paragraphs = section.get("paragraphs") or section["answer"]
    return {
        "kind": str(kind),
        "key": section.get("key") or section["id"],
        "heading": said(heading, language),
        "paragraphs": [
            {
                "text": said(one["text"], language),
                "source": one["source"],
                "confirm": one.get("confirm_with_team", False),
            }
            for one in paragraphs
        ],
    }


def said(text: dict[str, str] | None, language: str) -> str:
    """Return the words of one language, "" where the document has none."""
    return (text or {}).get(language, "")
