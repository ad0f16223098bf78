"""The lines that HTML becomes: who ends one, what stands between two cells."""

import re

BLANK = re.compile(r"[ \t\n\r\f\xa0]+")
# Two line ends: what a reader sees as a paragraph of its own.
APART = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote"}
CELLS = {"td", "th"}
DEEPEST = 20


class Lines:
    """Collects words; a blank line never follows a blank line."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.line: list[str] = []
        self.quotes = 0
        self.kept = 0
        self.cells = 0
        self.is_cell_due = False
        self.numbers: list[int] = []

    def add(self, words: str) -> None:
        if self.kept:
            self.add_kept(words)
            return
        if not words.strip():
            if self.line and words:
                self.line.append(" ")
            return
        if self.is_cell_due and self.line:
            self.line.append(" | ")
        self.is_cell_due = False
        self.line.append(BLANK.sub(" ", words))

    def add_kept(self, words: str) -> None:
        """Take words whose line ends count."""
        *whole, rest = words.split("\n")
        for line in whole:
            self.line.append(line)
            self.end(is_forced=True)
        if rest:
            self.line.append(rest)

    def end(self, is_forced: bool = True) -> None:
        """End the line; a blank one is kept once when somebody asked for it."""
        joined = "".join(self.line)
        words = joined.rstrip() if self.kept else BLANK.sub(" ", joined).strip()
        self.line.clear()
        self.is_cell_due = False
        mark = "> " * min(self.quotes, DEEPEST)
        if words:
            self.done.append(f"{mark}{words}")
        elif is_forced and self.done and self.done[-1].strip("> "):
            self.done.append(mark.rstrip())

    def open(self, tag: str, is_block: bool, quotes: bool, start: str = "") -> None:
        if is_block:
            self.end(is_forced=tag in APART)
        if tag == "pre":
            self.kept += 1
        elif tag in {"ul", "ol"}:
            self.numbers.append(first_number(start) if tag == "ol" else 0)
        elif tag == "li":
            self.line.append(self.bullet())
        elif tag in CELLS:
            self.is_cell_due = bool(self.line)
        self.quotes += quotes

    def bullet(self) -> str:
        if not self.numbers or not self.numbers[-1]:
            return "- "
        self.numbers[-1] += 1
        return f"{self.numbers[-1] - 1}. "

    def close(self, tag: str, is_block: bool, quotes: bool) -> None:
        if is_block:
            self.end(is_forced=False)
            if tag in APART:
                self.end()
        if tag == "pre":
            self.kept -= 1
        elif tag in {"ul", "ol"} and self.numbers:
            self.numbers.pop()
        elif tag in CELLS:
            self.is_cell_due = bool(self.line)
        self.quotes -= quotes

    def ends_in_colon(self) -> bool:
        """Whether the words before say that somebody else's follow."""
        last = "".join(piece[-50:] for piece in self.line[-3:]).strip()
        if not last:
            ends = [one[-50:] for one in self.done[-3:]]
            last = next((one for one in reversed(ends) if one.strip("> ")), "")
        return last.rstrip(" \u202c\u200f\u200e").endswith((":", "："))

    def text(self) -> str:
        self.end(is_forced=False)
        return "\n".join(self.done).strip("\n")


def first_number(start: str) -> int:
    """Return the number that a list begins with: its author's, else one."""
    return int(start) if re.fullmatch(r"[1-9]\d{0,3}", start.strip()) else 1
