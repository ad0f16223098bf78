"""Our own plain words about a study, section by section, with their sources."""

from dataclasses import dataclass
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString

from trials.models import SectionKind, Study, StudyContent, TextSection, TextSource
from trials.pages.glossary import Explainer


@dataclass(frozen=True)
class Block:
    """A heading or question with explained paragraphs and where they come from."""

    key: str
    heading: str
    paragraphs: list[dict[str, Any]]
    sources: list[str]


def blocks(content: StudyContent | None, kind: str, explain: Explainer) -> list[Block]:
    if content is None:
        return []
    return [
        block(section, explain)
        for section in content.sections.all()
        if section.kind == kind
    ]


def block(section: TextSection, explain: Explainer) -> Block:
    """Return one section; its paragraphs are plain text and escaped here."""
    paragraphs = list(section.paragraphs.all())
    sources = dict.fromkeys(TextSource(one.source).label for one in paragraphs)
    return Block(
        section.key,
        section.heading,
        [
            {
                "html": explain(SafeString(escape(paragraph.text))),
                "needs_confirmation": paragraph.needs_team_confirmation,
            }
            for paragraph in paragraphs
        ],
        [str(source) for source in sources],
    )


def phase_blocks(
    study: Study,
    ours: StudyContent | None,
    common: StudyContent | None,
    explain: Explainer,
) -> list[Block]:
    """Return what this study's phases mean; its own words win over the general."""
    keys = [code.lower().replace("phase", "phase-") for code in study.phases]
    wanted = [key.replace("early_", "early-") for key in keys]
    found = {
        found.key: found
        for content in (common, ours)
        for found in blocks(content, SectionKind.PHASE, explain)
        if found.key in wanted
    }
    return list(found.values())
