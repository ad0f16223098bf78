"""The text of a page and its passages, read from the HTML that our templates made.

The page's script walks the same elements in the same way (static/js/notes-text.js), so
a place in a text means the same to the browser and to us.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from typing import NamedTuple

BLANK = re.compile(
    "[\t\n\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+"
)

BREAKS = {
    *("article", "aside", "blockquote", "br", "dd", "details", "div", "dl", "dt"),
    *("h1", "h2", "h3", "h4", "li", "ol", "p", "section", "summary", "ul"),
}

VOID = {"br", "img", "hr", "wbr", "input", "link", "meta"}

NOTED = {"p", "li", "summary"}

# What is no text to make a note on: sources, hints, buttons; and our own links.
PASSED = {"source", "origin", "hint", "button"}


OWN = "add-note"
NOTHING: frozenset[str] = frozenset()
UNTOLD = ("", NOTHING)

# A tag of our templates or of nh3, which both quote what holds a bracket.
TAG = re.compile(r"""<(/?)([a-z][^\s/>]*)((?:[^"'>]++|"[^"]*"|'[^']*')*+)>""")
ATTRIBUTE = re.compile(r"""([^\s=]+)=(?:"([^"]*)"|'([^']*)'|(\S+))""")


class Passage(NamedTuple):
    """A paragraph, criterion, question or site: a range of a part's text."""

    number: int
    part: str
    start: int
    end: int


@dataclass(frozen=True)
class Reading:
    """The text of each part of a page, block by line, and its passages."""

    parts: dict[str, str]
    passages: list[Passage]

    def passage(self, number: int) -> Passage | None:
        """Return the passage that a link beside it names."""
        return self.passages[number] if 0 <= number < len(self.passages) else None


@dataclass(slots=True)
class Frame:
    """An open element: the part it belongs to and the passage that it is in."""

    tag: str
    part: str = ""
    # The nearest element that is a passage: this one or one around it.
    passage: "Frame | None" = None
    # Inside our own link, and inside what is no text to make a note on.
    is_own: bool = False
    is_passed: bool = False
    classes: frozenset[str] = NOTHING
    is_closed: bool = False
    start: int | None = None
    end: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether its blocks are one passage: a site is."""
        return "site" in self.classes


@dataclass
class Found:
    """A passage, and where in the HTML its link goes."""

    passage: Passage
    at: int


@dataclass
class Text:
    """The growing text of one part, and what parts it from the next word."""

    words: list[str] = field(default_factory=list)
    length: int = 0
    gap: str = ""


class Reader:
    """Collects the texts and passages of HTML that our own templates made."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.stack = [Frame("")]
        self.texts: dict[str, Text] = {}
        self.found: list[Found] = []
        self.read()

    def read(self) -> None:
        """Go through the tags, and the words between them."""
        after = 0
        for tag in TAG.finditer(self.html):
            at = tag.start()
            if at > after:
                self.read_words(self.html[after:at])
            after = tag.end()
            is_end, name, attributes = tag.groups()
            if is_end:
                self.close_element(name, at)
            else:
                self.open_element(name, attributes, at)
        self.read_words(self.html[after:])

    def open_element(self, tag: str, attributes: str, at: int) -> None:
        """Open an element; a block inside a passage ends the passage's own text."""
        around = self.stack[-1]
        part, classes = told_by(attributes) if tells(attributes) else UNTOLD
        part = part or around.part
        self.part_words(tag, part)
        if tag in VOID:
            return
        outer = around.passage
        is_inside = outer is not None and not outer.is_closed
        if outer and is_inside and tag in BREAKS and not outer.is_whole:
            self.end_passage(outer, at)
        frame = Frame(tag, part, outer, around.is_own, around.is_passed)
        if classes:
            frame.classes = classes
            frame.is_own |= OWN in classes
            frame.is_passed |= not PASSED.isdisjoint(classes)
        if self.is_noted(tag, part) and not (outer and is_inside and outer.is_whole):
            frame.passage = frame
        # What closes itself, such as a line of a drawing, holds no words.
        if not attributes.endswith("/"):
            self.stack.append(frame)

    def is_noted(self, tag: str, part: str) -> bool:
        """Whether this element is a passage; of headlines only a question is."""
        is_question = tag != "summary" or "faq" in self.stack[-1].classes
        return bool(part) and tag in NOTED and is_question

    def close_element(self, tag: str, at: int) -> None:
        """Close an element, and its passage with it."""
        frame = self.stack[-1]
        if frame.tag != tag and not any(one.tag == tag for one in self.stack):
            return
        frame = self.stack.pop()
        while frame.tag != tag:
            frame = self.stack.pop()
        if frame.passage is frame and not frame.is_closed:
            # A link inside a summary would be a control inside a control.
            after = len("</summary>") if tag == "summary" else 0
            self.end_passage(frame, at + after)
        self.part_words(tag, frame.part)

    def read_words(self, written: str) -> None:
        """Add words to the part's text, after a blank or a line's end before them."""
        frame = self.stack[-1]
        if not frame.part or frame.is_own:
            return
        text = self.texts.get(frame.part)
        if text is None:
            text = self.texts[frame.part] = Text()
        if not written.strip(" \n"):
            text.gap = text.gap or " "
            return
        spaced = BLANK.sub(" ", unescape(written))
        words = spaced.strip(" ")
        if spaced.startswith(" "):
            text.gap = text.gap or " "
        if words:
            self.add(text, words, frame)
            text.gap = " " if spaced.endswith(" ") else ""

    def add(self, text: Text, words: str, frame: Frame) -> None:
        """Add words of an element, and let its passage reach as far."""
        if text.gap and text.length:
            text.words.append(text.gap)
            text.length += 1
        passage = frame.passage
        if passage and not passage.is_closed and not frame.is_passed:
            if passage.start is None:
                passage.start = text.length
            passage.end = text.length + len(words)
        text.words.append(words)
        text.length += len(words)

    def part_words(self, tag: str, part: str) -> None:
        """Let no word run over the edge of a block."""
        if tag in BREAKS and part in self.texts:
            self.texts[part].gap = "\n"

    def end_passage(self, frame: Frame, at: int) -> None:
        """Note where a passage ended, if it held any text."""
        frame.is_closed = True
        if frame.start is not None:
            passage = Passage(len(self.found), frame.part, frame.start, frame.end)
            self.found.append(Found(passage, at))

    def reading(self) -> Reading:
        parts = {part: "".join(text.words) for part, text in self.texts.items()}
        return Reading(parts, [found.passage for found in self.found])


def tells(attributes: str) -> bool:
    """Whether a tag may say more than most; those that do not are not taken apart."""
    return "class=" in attributes or "data-part=" in attributes


# Pages have the same few tags again and again.
@lru_cache(maxsize=1000)
def told_by(attributes: str) -> tuple[str, frozenset[str]]:
    """Return the part that a tag begins, if any, and its classes."""
    given = {
        found[1]: unescape(found[2] or found[3] or found[4] or "")
        for found in ATTRIBUTE.finditer(attributes)
    }
    return given.get("data-part", ""), frozenset(given.get("class", "").split())
