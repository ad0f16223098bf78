"""A select for hundreds of choices, whose options are written once for each list."""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.choices import BaseChoiceIterator
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal.lib.cldr import countries


class ReadyChoices(BaseChoiceIterator):
    """A flat list that is gone over once, not for every visitor."""

    def __init__(self, pairs: Iterable[tuple[Any, Any]]) -> None:
        self.pairs = tuple((str(code), str(name)) for code, name in pairs)
        self.codes = frozenset(code for code, _name in self.pairs)
        self.mark = hash(self.pairs)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ReadyChoices) and self.pairs == other.pairs

    def __hash__(self) -> int:
        return self.mark

    def __iter__(self) -> Iterator[tuple[str, str]]:
        yield from self.pairs


@cache
def ready_countries(language: str) -> ReadyChoices:
    """Return the countries by name in a language, and none."""
    return ReadyChoices([("", "—"), *countries(language)])


class LongSelect(forms.Select):
    """One choice of a flat list.

    Django renders a template for every option; for the countries of the world that
    was four fifths of what the form's page cost.
    """

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,
    ) -> SafeString:
        """Return the select, from the list as it was written with this choice."""
        given = self.choices
        ready = given if isinstance(given, ReadyChoices) else ReadyChoices(given)
        asked = next(iter(self.format_value(value)), "")
        # What nobody can choose is no list of its own.
        chosen = asked if asked in ready.codes else None
        own = flatatt({"name": name, **self.build_attrs(self.attrs, attrs)})
        return format_html("<select{}>{}</select>", own, written(ready, chosen))


@lru_cache(maxsize=256)
def written(ready: ReadyChoices, chosen: str | None) -> SafeString:
    """Return the options; a list in one language is the same for every visitor."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        (
            (code, flatatt({"selected": code == chosen}), name)
            for code, name in ready.pairs
        ),
    )
