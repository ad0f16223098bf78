"""Structured data as a block of a page: read by programs, run by nobody."""

import json
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# What could end the block, or a line of a script, inside a text of somebody else.
UNSAFE = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def linked_block(graph: list[dict[str, Any]]) -> SafeString:
    """Return a graph of schema.org as a data block; "" for an empty one.

    A block of this type is data: the policy of scripts does not concern it.
    """
    if not graph:
        return SafeString("")
    whole = {"@context": "https://schema.org", "@graph": graph}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    safe = mark_safe(text.translate(UNSAFE))  # noqa: S308 - nothing in it ends the block
    return format_html('<script type="application/ld+json">{}</script>', safe)


def without_empty(node: dict[str, Any]) -> dict[str, Any]:
    """Return a node without what is not known: silence is no claim."""
    return {name: value for name, value in node.items() if value not in ("", [], None)}
