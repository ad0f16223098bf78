"""How words of others are set: what belongs together, and nothing around it."""

import re

from django import template
from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString

register = template.Library()
# A longer word may well be broken at its hyphen; "CAR-" and "T" are none.
LONGEST_TOGETHER = 12
SPACES = re.compile(r"(\s+)")


@register.filter
def together(text: object) -> SafeString:
    """Return a title whose short words with a hyphen are not broken there."""
    return format_html_join(
        "",
        "{}{}{}",
        (
            (SafeString('<span class="together">'), one, SafeString("</span>"))
            if "-" in one and len(one) <= LONGEST_TOGETHER
            else ("", one, "")
            for one in map(conditional_escape, SPACES.split(str(text)))
        ),
    )


@register.filter
def trimmed(text: object) -> str:
    """Return a quotation without the empty lines around it."""
    return str(text).strip()
