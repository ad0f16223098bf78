"""HTML → lines of words: blocks and cells apart, quotations marked. Linear.

A scanner of tags and no tree: the parsers at hand take quadratic time and memory for
elements in elements (60,000 nested `div`: 12 s; 5,000 `p` and `font`: 10 s).
"""

import html
import re
from typing import NamedTuple

from contacts.mail.reading.html.lines import Lines
from contacts.mail.reading.html.look import (
    drawn,
    has_faint_words,
    is_hidden,
    is_quoting,
    is_raised,
    is_struck,
)

NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9:_-]*)")
STOP = re.compile(r"[>\"']")
ATTRIBUTE = re.compile(
    r"""(?<![\w:-])([A-Za-z][\w:-]*+)\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'>]++)"""
)
BARE_HIDDEN = re.compile(r"\shidden(?![\w:=-])", re.I)
# html.unescape() refuses numbers with thousands of digits.
LONG_NUMBER = re.compile(r"&#[xX]?[0-9a-fA-F]{9,}+;?")
LONGEST_TAG = 4000

DROPPED = {"script", "style", "title", "template", "noframes", "object", "svg"}
BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "center", "dd", "div"),
    *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2"),
    *("h3", "h4", "h5", "h6", "header", "hr", "legend", "li", "main", "nav", "ol"),
    *("option", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul"),
    *("caption", "select", "summary", "details"),
}
VOID = {
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"),
    *("param", "source", "track", "wbr"),
}
# An element that ends when its like begins, though nobody closed it.
CLOSED_BY = {"p": BLOCKS, "li": {"li"}, "tr": {"tr"}, "td": {"td", "th", "tr"}}
CLOSED_BY["th"] = CLOSED_BY["td"]


def html_to_words(source: str) -> tuple[str, set[str]]:
    """Return the words in lines, and what else there is: `hidden`, `picture`."""
    scanner = Scanner(source)
    scanner.run()
    text = scanner.lines.text()
    if not text.strip() and scanner.unseen:
        # Somebody hid everything: better shown than lost.
        text = "\n".join(scanner.unseen)
    return text, scanner.notes


class Opened(NamedTuple):
    """An element that is not closed yet, and what it does to its words."""

    name: str
    hides: bool
    quotes: bool
    raises: bool
    strikes: bool


class Scanner:
    """Goes through the tags once; remembers what is open."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.lines = Lines()
        self.notes: set[str] = set()
        self.unseen: list[str] = []
        # The open elements; how many of each name, and of each doing.
        self.open: list[Opened] = []
        self.counts: dict[str, int] = {}
        self.hiding = self.raising = self.striking = 0
        # Searched for once in vain, and never again.
        self.missing: set[str] = set()

    def run(self) -> None:
        at, source = 0, self.source
        while at < len(source):
            start = source.find("<", at)
            if start < 0:
                break
            self.say(source[at:start])
            at = self.markup(start)
        self.say(source[at:])

    def markup(self, start: int) -> int:
        """Take what begins with `<`; return where it ends."""
        source = self.source
        if source.startswith("<!--", start):
            return self.after("-->", start + 4, start + 4)
        if source.startswith(("<!", "<?"), start):
            return self.after(">", start + 2, start + 2)
        name = NAME.match(source, start)
        end = self.end_of_tag(name.end()) if name else -1
        if name is None or end < 0:
            self.say("<")
            return start + 1
        tag = name[1].lower()
        if source[start + 1] == "/":
            self.close(tag)
            return end
        self.begin(tag, source[name.end() : min(end, name.end() + LONGEST_TAG)])
        return self.after_dropped(tag, end) if tag in DROPPED else end

    def after(self, mark: str, start: int, otherwise: int) -> int:
        """Return where the mark ends; a missing one hides nothing."""
        at = -1 if mark in self.missing else self.source.find(mark, start)
        if at < 0:
            self.missing.add(mark)
            return otherwise
        return at + len(mark)

    def after_dropped(self, tag: str, end: int) -> int:
        """Skip an element that no program shows; unclosed, its words are shown."""
        if f"</{tag}" in self.missing:
            return end
        found = re.compile(f"</{tag}", re.I).search(self.source, end)
        if found is None:
            self.missing.add(f"</{tag}")
            return end
        return found.start()

    def end_of_tag(self, at: int) -> int:
        """Return the end of a tag; a `>` in a quoted value doesn't end it."""
        while found := None if ">" in self.missing else STOP.search(self.source, at):
            at = found.end()
            if found[0] == ">":
                return at
            # A quote opens a value only behind an equals sign.
            before = self.source[max(found.start() - 3, 0) : found.start()].rstrip()
            if before.endswith("=") and found[0] not in self.missing:
                closing = self.source.find(found[0], at)
                if closing < 0:
                    self.missing.add(found[0])
                at = max(closing + 1, at)
        self.missing.add(">")
        return -1

    def begin(self, tag: str, inside: str) -> None:
        given = {k.lower(): v.strip("\"'") for k, v in ATTRIBUTE.findall(inside)}
        if self.open and tag in CLOSED_BY.get(self.open[-1][0], ()):
            self.close(self.open[-1][0])
        quotes = tag == "blockquote" and is_quoting(given, self.lines.ends_in_colon())
        hides = is_hidden(given) or bool(BARE_HIDDEN.search(inside))
        if has_faint_words(given):
            self.notes.add("hidden")
        if tag in VOID:
            self.single(tag, given, hides)
            return
        self.lines.open(tag, tag in BLOCKS, quotes, given.get("start", ""))
        one = Opened(tag, hides, quotes, is_raised(tag, given), is_struck(tag, given))
        self.open.append(one)
        self.reckon(one, 1)

    def single(self, tag: str, given: dict[str, str], hides: bool) -> None:
        if tag in {"br", "hr"}:
            self.lines.end()
        elif tag == "img" and not (hides or self.hiding):
            if given.get("src", "").lower().startswith(("data:", "cid:")):
                self.notes.add("picture")
            if not given.get("alt", "").isascii():
                # An emoji is a word too.
                self.say(given["alt"][:40])

    def close(self, tag: str) -> None:
        """Close what is open down to this name; one never opened closes nothing."""
        if not self.counts.get(tag):
            if tag in {"p", "br"}:
                self.lines.end()
            return
        while True:
            one = self.open.pop()
            self.reckon(one, -1)
            self.lines.close(one.name, one.name in BLOCKS, one.quotes)
            if one.name == tag:
                return

    def reckon(self, one: Opened, change: int) -> None:
        """Count an element in, or out again."""
        self.counts[one.name] = self.counts.get(one.name, 0) + change
        self.hiding += one.hides * change
        self.raising += one.raises * change
        self.striking += one.strikes * change

    def say(self, text: str) -> None:
        if not text:
            return
        words = html.unescape(LONG_NUMBER.sub("\ufffd", text))
        if not self.hiding:
            raised, struck = self.raising > 0, self.striking > 0
            self.lines.add(drawn(words, is_raised=raised, is_struck=struck))
        elif words.strip():
            self.notes.add("hidden")
            self.unseen.append(" ".join(words.split()))
