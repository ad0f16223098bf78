"""Practical facts of taking part: told on tiles, or asked in the message."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from trials.models import StudySite, TextKind
from trials.texts.facts import FACTS
from trials.texts.shown import ShownText


@dataclass(frozen=True)
class ToldFacts:
    """What a team tells: of one place, or ("" as its name) of the whole study."""

    place: str
    tiles: list[tuple[str, str]]
    text: ShownText


@dataclass(frozen=True)
class Practical:
    """What is told, what is not, and the query that asks for all of it."""

    told: list[ToldFacts]
    questions: list[str]
    query: str


def practical_facts(
    contents: Iterable[ShownText], sites: Iterable[StudySite], language: str
) -> Practical:
    """Return what a page says in a language; the whole study's facts come first."""
    names = {site.key: site.name for site in sites}
    texts = [
        one
        for one in contents
        if (one.kind, one.language) == (TextKind.FACTS, language)
        and (not one.site_key or one.site_key in names)
    ]
    told = [
        ToldFacts(names.get(one.site_key, ""), tiles_of(one.facts), one)
        for one in sorted(texts, key=lambda one: one.site_key)
    ]
    known = {key for one in texts if not one.site_key for key in one.facts}
    unknown = [key for key in FACTS if key not in known]
    questions = [str(FACTS[key].question) for key in unknown]
    return Practical(told, questions, urlencode([("ask", key) for key in unknown]))


def tiles_of(facts: dict[str, str]) -> list[tuple[str, str]]:
    """Return names and facts in the order of the table."""
    return [(str(one.name), facts[key]) for key, one in FACTS.items() if key in facts]
