"""The text of a page and its passages, read from the HTML that our templates made.

The page's script walks the same elements in the same way (static/js/notes-text.js), so
a place in a text means the same to the browser and to us.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
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


@dataclass
class Frame:
    """An open element: the part it belongs to and the passage that it is."""

    tag: str
    part: str
    classes: set[str]
    is_passage: bool = False
    is_whole: bool = False
    is_closed: bool = False
    start: int | None = None
    end: int = 0


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


class Reader(HTMLParser):
    """Collects the texts and passages of HTML that our own templates made."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.lines = [0]
        for line in html.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))
        self.html = html
        self.stack: list[Frame] = []
        self.texts: dict[str, Text] = {}
        self.found: list[Found] = []
        self.feed(html)
        self.close()

    def here(self) -> int:
        """Return the index of the tag that is read."""
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; a block inside a passage ends the passage's own text."""
        values = dict(attrs)
        part = values.get("data-part") or (self.stack[-1].part if self.stack else "")
        self.part_words(tag, part)
        if tag in VOID:
            return
        frame = Frame(tag, part, set((values.get("class") or "").split()))
        outer = self.passage_frame()
        if outer and tag in BREAKS and not outer.is_whole:
            self.end_passage(outer, self.here())
        frame.is_whole = "site" in frame.classes
        inside = outer is not None and outer.is_whole
        frame.is_passage = self.is_noted(tag, part) and not inside
        self.stack.append(frame)

    def is_noted(self, tag: str, part: str) -> bool:
        """Whether this element is a passage; of headlines only a question is."""
        is_question = tag != "summary" or "faq" in self.stack[-1].classes
        return bool(part) and tag in NOTED and is_question

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and its passage with it."""
        if tag in VOID or not any(frame.tag == tag for frame in self.stack):
            return
        frame = self.stack.pop()
        while frame.tag != tag:
            frame = self.stack.pop()
        if frame.is_passage and not frame.is_closed:
            # A link inside a summary would be a control inside a control.
            after = len("</summary>") if tag == "summary" else 0
            self.end_passage(frame, self.here() + after)
        self.part_words(tag, frame.part)

    def handle_data(self, data: str) -> None:
        """Add words to the part's text."""
        part = self.stack[-1].part if self.stack else ""
        if not part or any(OWN in frame.classes for frame in self.stack):
            return
        text = self.texts.setdefault(part, Text())
        pieces = BLANK.split(data)
        for index, piece in enumerate(pieces):
            if index:
                text.gap = text.gap or " "
            if piece:
                self.add(text, piece)

    def add(self, text: Text, piece: str) -> None:
        """Add one piece without blanks, after a blank or a line's end before it."""
        if text.gap and text.length:
            text.words.append(text.gap)
            text.length += 1
        text.gap = ""
        frame = self.passage_frame()
        if frame and not any(PASSED & one.classes for one in self.stack):
            if frame.start is None:
                frame.start = text.length
            frame.end = text.length + len(piece)
        text.words.append(piece)
        text.length += len(piece)

    def part_words(self, tag: str, part: str) -> None:
        """Let no word run over the edge of a block."""
        if tag in BREAKS and part in self.texts:
            self.texts[part].gap = "\n"

    def passage_frame(self) -> Frame | None:
        """Return the open passage that text here would belong to."""
        for frame in reversed(self.stack):
            if frame.is_passage:
                return None if frame.is_closed else frame
        return None

    def end_passage(self, frame: Frame, at: int) -> None:
        """Note where a passage ended, if it held any text."""
        frame.is_closed = True
        if frame.start is not None:
            passage = Passage(len(self.found), frame.part, frame.start, frame.end)
            self.found.append(Found(passage, at))

    def reading(self) -> Reading:
        parts = {part: "".join(text.words) for part, text in self.texts.items()}
        return Reading(parts, [found.passage for found in self.found])
