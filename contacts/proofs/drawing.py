"""The page of whoever is held back; around what was typed it is always the same."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

PLACE = mark_safe("<!-- what was typed -->")
# By language, for as long as the process lives: a flood asks for nothing else of it.
frames: dict[str, str] = {}


def draw_held(request: HttpRequest, context: dict[str, Any]) -> str:
    """Return the page; only what is this visitor's own is drawn anew."""
    language = get_language() or ""
    if language not in frames:
        frames[language] = draw_frame(request)
    inside = render_to_string("contacts/proofs/_held.html", context)
    return frames[language].replace(PLACE, inside, 1)


def draw_frame(request: HttpRequest) -> str:
    """Return what is the same on each such page of a language."""
    same = {"inside": PLACE, "is_indexable": False}
    return render_to_string("contacts/proofs/held.html", same, request)
