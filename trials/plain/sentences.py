"""A sentence: a template of a table, filled with what a record's fields say. Pure.

Names of the record stand between two marks that no text holds, so that a page can say
in which language they are, and nobody re-cases or translates them.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, gettext

from trials.plain.typography import finished

# A text, or a function that returns the form of a number.
Template = str | Callable[[int], str]
Templates = Mapping[str, Template]
BEGIN, END = "\ue000", "\ue001"
MARKED = re.compile(f"{BEGIN}([^{END}]*){END}")


@dataclass(frozen=True)
class Sentence:
    """What is said, and the fields that it rests on."""

    key: str
    text: str
    fields: tuple[str, ...]

    @property
    def plain_text(self) -> str:
        return MARKED.sub(r"\1", self.text)


@dataclass(frozen=True)
class Piece:
    """A part of a sentence; `is_name`: as the record writes it."""

    text: str
    is_name: bool


def pieces(text: str) -> Iterator[Piece]:
    """Yield the parts of a sentence's text in order."""
    for number, part in enumerate(MARKED.split(text)):
        if part:
            yield Piece(part, is_name=bool(number % 2))


def say(
    templates: Templates,
    key: str,
    fields: tuple[str, ...],
    count: int | None = None,
    /,
    **values: Any,
) -> Sentence:
    """Return a sentence in the active language."""
    template = templates[key]
    form = template(count or 0) if callable(template) else gettext(template)
    text = form % values if values else form.replace("%%", "%")
    return Sentence(key, finished(text, get_language() or "en"), fields)
