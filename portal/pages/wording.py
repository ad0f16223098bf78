"""How words of others are set: what belongs together, and nothing around it."""

import re
from html import escape

from django import template
from django.utils.safestring import SafeString

register = template.Library()
# A longer word may well be broken at its hyphen; "CAR-" and "T" are none.
LONGEST_TOGETHER = 12
SPACES = re.compile(r"(\s+)")


@register.filter
def together(text: object) -> SafeString:
    """Return a title whose short words with a hyphen are not broken there."""
    return SafeString(
        "".join(
            f'<span class="together">{one}</span>'
            if "-" in one and len(one) <= LONGEST_TOGETHER
            else one
            for one in SPACES.split(escape(str(text)))
        )
    )


@register.filter
def trimmed(text: object) -> str:
    """Return a quotation without the empty lines around it."""
    return str(text).strip()
