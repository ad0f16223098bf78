"""`{% fact_rows fields %}`: a list of facts, by name and value.

Written here and not in a template: a study's page has a hundred.
"""

from collections.abc import Iterable, Sequence
from html import escape

from django.template import Library
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from portal.pages.languages import language_marks

register = Library()
# What a fact is called, what it is, and whether that is English, as records are.
Fact = tuple[str, Sequence[str], bool]


@register.simple_tag
def fact_rows(facts: Iterable[Fact]) -> SafeString:
    """Return the rows that stand in `<dl class="facts">`."""
    english = f" {language_marks('en', get_language() or '')}"
    return SafeString(
        "".join(
            f"<div>\n<dt>{escape(name)}</dt>\n"
            f"{written_values(values, english if is_english else '')}</div>\n"
            for name, values, is_english in facts
        )
    )


def written_values(values: Sequence[str], marks: str) -> str:
    """Return the values of one fact."""
    return "".join(f"<dd{marks}>\n{escape(one)}\n</dd>\n" for one in values)
