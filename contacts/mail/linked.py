"""Addresses in a mail's sentences become links; a register's name is none."""

import re

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()
# What ends a sentence after an address is none of it.
ADDRESS = re.compile(r"(https?://[^\s<>\"'，。；：）]*[^\s<>\"'，。；：）.,;:!?)])")


@register.filter
def linked(text: str) -> SafeString:
    """Return a sentence whose full addresses can be pressed."""
    link = '<a href="{0}" style="color:#0d565c">{0}</a>'
    parts = [
        format_html(link, part) if at % 2 else part
        for at, part in enumerate(ADDRESS.split(text))
    ]
    return format_html("{}" * len(parts), *parts)
