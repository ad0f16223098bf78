"""A select for hundreds of choices, whose options are written once for each list."""

from functools import lru_cache
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


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
        listed = tuple((str(code), str(label)) for code, label in self.choices)
        asked = next(iter(self.format_value(value)), "")
        # What nobody can choose is no list of its own.
        chosen = asked if any(asked == code for code, _ in listed) else None
        own = flatatt({"name": name, **self.build_attrs(self.attrs, attrs)})
        return format_html("<select{}>{}</select>", own, written(listed, chosen))


@lru_cache(maxsize=256)
def written(choices: tuple[tuple[str, str], ...], chosen: str | None) -> SafeString:
    """Return the options; a list in one language is the same for every visitor."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((code, flatatt({"selected": code == chosen}), name) for code, name in choices),
    )
