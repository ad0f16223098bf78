"""A text as pages print it: sections, words, and who stands behind them.

What a page has a hundred of is a tuple, which is made and compared five times as fast.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from trials.models import TextVersion


class ShownParagraph(NamedTuple):
    """One paragraph of plain text; `source` says whose knowledge it rests on."""

    text: str
    source: str
    confirm: bool = False


@dataclass(frozen=True)
class ShownSection:
    """A heading or a question, with its paragraphs."""

    kind: str
    key: str
    heading: str
    paragraphs: tuple[ShownParagraph, ...]


class ShownTerm(NamedTuple):
    """A word and its meaning."""

    key: str
    term: str
    meaning: str
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True)
class ShownText:
    """The words of one text in one language."""

    kind: str
    language: str
    version: int
    registry_title: str
    missing_facts: tuple[str, ...]
    sections: tuple[ShownSection, ...]
    words: tuple[ShownTerm, ...]
    facts: dict[str, str]
    site_key: str
    is_approved: bool
    reviewer: str
    ethics_reference: str
    approved_on: date | None


def shown_text(version: TextVersion) -> ShownText:
    """Return a version as pages read it; what a body lacks is empty."""
    body = version.body
    return ShownText(
        kind=version.kind,
        language=version.language,
        version=version.number,
        registry_title=body.get("registry_title", ""),
        missing_facts=tuple(body.get("missing_facts", ())),
        sections=tuple(map(shown_section, body.get("sections", ()))),
        words=tuple(map(shown_term, body.get("words", ()))),
        facts=dict(body.get("facts", {})),
        site_key=version.site_key,
        is_approved=version.is_approved,
        reviewer=version.reviewer_name,
        ethics_reference=version.ethics_reference,
        approved_on=version.approved_on,
    )


def shown_section(raw: dict[str, Any]) -> ShownSection:
    paragraphs = (
        ShownParagraph(one["text"], one["source"], bool(one.get("confirm")))
        for one in raw["paragraphs"]
        if one["text"].strip()
    )
    return ShownSection(raw["kind"], raw["key"], raw["heading"], tuple(paragraphs))


def shown_term(raw: dict[str, Any]) -> ShownTerm:
    spellings = tuple(raw.get("spellings", ()))
    return ShownTerm(raw["key"], raw["term"], raw["meaning"], spellings)
