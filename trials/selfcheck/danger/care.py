"""What an answer may mean for tonight, whatever it means for the study. Pure.

A third thing beside state and effect: it never changes the outcome and is never
changed by it. Not known never raises it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from trials.selfcheck.answers import flatten
from trials.selfcheck.logic import Facts, truth
from trials.selfcheck.parts import CareWords, Document, Text

NOW, TODAY, SOON = LEVELS = ("now", "today", "soon")


@dataclass(frozen=True)
class Care:
    """One danger sign that holds: how urgent, what to say, and where it was asked."""

    level: str
    id: str
    text: Text
    topic: str = "body"
    # The questions that its condition looks at.
    items: tuple[str, ...] = ()


def care_of(document: Document) -> Iterator[tuple[str, CareWords]]:
    """Yield (where, words) of every care of a document, as it stands in it."""
    for placed in flatten(document["items"]):
        link = placed.item["linkId"]
        yield from ((f"items/{link}", one) for one in placed.item.get("care", []))
    for criterion in document["criteria"]:
        where = f"criteria/{criterion['id']}"
        yield from ((where, one) for one in criterion.get("care", []))


def raised_care(document: Document, facts: Facts) -> list[Care]:
    """Return the care that holds, the most urgent first, each text once."""
    found: dict[str, Care] = {}
    for _where, words in care_of(document):
        if truth(words["when"], facts) is True:
            one = Care(
                words["level"],
                words["id"],
                words["text"],
                words.get("topic", "body"),
                tuple(asked_items(words["when"])),
            )
            known = found.get(text_key(one))
            if known is None or LEVELS.index(one.level) < LEVELS.index(known.level):
                found[text_key(one)] = one
    return sorted(found.values(), key=lambda one: LEVELS.index(one.level))


def text_key(one: Care) -> str:
    return "\n".join(f"{code}:{said}" for code, said in sorted(one.text.items()))


def asked_items(expression: dict[str, object]) -> Iterator[str]:
    """Yield the questions that an expression looks at, at any depth."""
    for name, value in expression.items():
        if name == "item":
            yield str(value)
        elif isinstance(value, dict):
            yield from asked_items(value)
        elif isinstance(value, list):
            for one in value:
                if isinstance(one, dict):
                    yield from asked_items(one)
