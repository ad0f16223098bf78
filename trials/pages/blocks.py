"""Our own plain words about a study, section by section, with their sources."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from django.utils.safestring import SafeString

from trials.models import SectionKind, Study, TextSource
from trials.pages.explained.glossary import Explainer
from trials.texts.shown import ShownSection, ShownText


@dataclass(frozen=True)
class Block:
    """A heading or question with explained paragraphs and where they come from."""

    key: str
    heading: str
    paragraphs: list[dict[str, Any]]
    sources: list[str]


def blocks(contents: Iterable[ShownText], kind: str, explain: Explainer) -> list[Block]:
    return [
        block(section, explain)
        for content in contents
        for section in content.sections
        if section.kind == kind
    ]


def block(section: ShownSection, explain: Explainer) -> Block:
    """Return one section; its paragraphs are plain text and escaped here."""
    sources = dict.fromkeys(one.source for one in section.paragraphs)
    return Block(
        section.key,
        section.heading,
        [
            {
                "html": explain(SafeString(escape(paragraph.text))),
                "needs_confirmation": paragraph.confirm,
            }
            for paragraph in section.paragraphs
        ],
        [str(TextSource(source).label) for source in sources],
    )


def sources_of(found: Iterable[Block]) -> list[str]:
    """Return each source once: a small figure beside a heading stands for it."""
    return list(dict.fromkeys(name for one in found for name in one.sources))


def phase_blocks(
    study: Study, contents: Iterable[ShownText], explain: Explainer
) -> list[Block]:
    """Return what this study's phases mean; of two the later words win."""
    keys = [code.lower().replace("phase", "phase-") for code in study.phases]
    wanted = [key.replace("early_", "early-") for key in keys]
    found = {
        found.key: found
        for found in blocks(contents, SectionKind.PHASE, explain)
        if found.key in wanted
    }
    return list(found.values())
