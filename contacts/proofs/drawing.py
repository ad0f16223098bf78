"""The page of whoever is held back; around what was typed it is always the same."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from portal.hospital.says import settings_mark

PLACE = mark_safe("<!-- what was typed -->")
# By language and by what the hospital says of itself, for as long as the process
# lives: a flood asks for nothing else of it.
frames: dict[tuple[str, str], str] = {}


def draw_held(request: HttpRequest, context: dict[str, Any]) -> str:
    """Return the page; only what is this visitor's own is drawn anew."""
    same = (get_language() or "", settings_mark())
    if same not in frames:
        frames[same] = draw_frame(request)
    inside = render_to_string("contacts/proofs/_held.html", context)
    return frames[same].replace(PLACE, inside, 1)


def draw_frame(request: HttpRequest) -> str:
    """Return what is the same on each such page of a language."""
    same = {"inside": PLACE, "is_indexable": False}
    return render_to_string("contacts/proofs/held.html", same, request)
