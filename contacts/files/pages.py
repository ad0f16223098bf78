"""Words as pages to print, of the lines of the text. Pure, but for the typesetter."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from portal.hospital.says import portal_name
from portal.pages.languages import in_own_digits
from trials.pages.paper.pdf import letters_of
from trials.pages.paper.typeset import typeset

FOLDER = Path(__file__).parent
# Before a heading, twice before a smaller one. Unicode keeps it for programs: nothing
# that somebody writes needs it, and whoever sends it gets a heading of his own.
HEADING = "\ufdd0"
# About forty pages, half a second of a processor; the text has the rest.
MOST_LETTERS = 100_000
# What no line could hold is broken: nothing in Chinese, which breaks by itself, and no
# part of a link of ours, which whoever takes it from the page would then copy wrongly.
UNBROKEN = re.compile(r"[^\s/\u2e80-\uffff]{70}(?=\S)")


def words_pdf(words: str) -> bytes:
    """Return marked words as tagged pages in the page's language."""
    language = get_language() or ""
    title, _break, body = words.partition("\n")
    values: dict[str, Any] = {
        **letters_of(language),
        "portal": portal_name(),
        "title": title,
        "lines": list(lines_of(body[:MOST_LETTERS])),
        "rest": rest_words() if len(body) > MOST_LETTERS else "",
        "counting": in_own_digits("1 / 1"),
    }
    return typeset("everything", values, "pdf", FOLDER)


def rest_words() -> str:
    """Return where the rest of something very long is."""
    return _("This is too long for a PDF. The file as text has all of it.")


def lines_of(words: str) -> Iterator[dict[str, Any]]:
    """Yield each line with its level, its direction, and whether a new part begins."""
    is_apart = False
    for line in words.split("\n"):
        marked = line.strip()
        said = marked.lstrip(HEADING)
        if said:
            yield {
                "words": UNBROKEN.sub("\\g<0>\u200b", said.replace(HEADING, "")),
                "level": min(len(marked) - len(said), 2),
                "rtl": runs_left(said),
                "is_apart": is_apart,
            }
        is_apart = not said


def runs_left(line: str) -> bool:
    """Whether a line runs from right to left, by its first letter that says so."""
    for letter in line:
        direction = unicodedata.bidirectional(letter)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return get_language_bidi()
