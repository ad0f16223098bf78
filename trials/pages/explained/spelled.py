"""Where any of a thousand words stands in a text, found by its first letters. Pure.

An expression of all of them tries each at every letter; a page's texts are looked up
in a table instead.
"""

import re
from collections.abc import Iterable, Iterator

from portal.lib.text import has_han, lower_in_place

# A letter or figure of a script that puts spaces between its words.
LETTER = r"[^\W_\u2e80-\u9fff]"
RUN = re.compile(rf"{LETTER}+")
NO_LETTER = re.compile(rf"(?!{LETTER})")

Span = tuple[int, int]
# So many texts are remembered with where words stand in them.
MOST = 2000


class SpellingTable:
    """Finds spellings as whole words, the longest first, whatever their case."""

    def __init__(self, spelled: Iterable[str]) -> None:
        ordered = sorted({one.lower() for one in spelled}, key=len, reverse=True)
        self.by_run: dict[str, list[str]] = {}
        others: list[str] = []
        for one in ordered:
            run = None if has_han(one) else RUN.match(one)
            if run:
                self.by_run.setdefault(run[0], []).append(one)
            else:
                others.append(one)
        self.others = other_pattern(others)
        # With an "s": of one word in the plural.
        self.beginnings = {*self.by_run, *(f"{run}s" for run in self.by_run)}
        self.known: dict[str, tuple[Span, ...]] = {}

    def known_spans(self, text: str) -> tuple[Span, ...]:
        """Return where they stand in a text; what stands on every page is looked up."""
        found = self.known.get(text)
        if found is None:
            if len(self.known) >= MOST:
                self.known.clear()
            found = self.known[text] = tuple(self.spans(text))
        return found

    def spans(self, text: str) -> Iterator[Span]:
        """Yield where they stand, in order; none begins inside another."""
        lowered, at = lower_in_place(text), 0
        other = self.other(lowered, at)
        for run in RUN.finditer(lowered):
            if run[0] not in self.beginnings:
                continue
            while other and other[0] < run.start():
                yield other
                at = other[1]
                other = self.other(lowered, at)
            end = run.start() >= at and self.end_of(lowered, run)
            if end:
                yield run.start(), end
                at = end
                other = self.other(lowered, at) if other and other[0] < at else other
        while other:
            yield other
            other = self.other(lowered, other[1])

    def end_of(self, lowered: str, run: re.Match[str]) -> int:
        """Return where the longest spelling that begins with a run ends; 0 for none."""
        letters = run[0]
        for one in self.by_run.get(letters, ()):
            end = run.start() + len(one)
            if lowered.startswith(one, run.start()):
                if lowered.startswith("s", end) and NO_LETTER.match(lowered, end + 1):
                    return end + 1
                if NO_LETTER.match(lowered, end):
                    return end
        # Of one word in the plural the letters end with one more.
        singular = letters[:-1] if letters.endswith("s") else ""
        return run.end() if singular in self.by_run.get(singular, ()) else 0

    def other(self, lowered: str, at: int) -> Span | None:
        """Return where the next stands that does not begin with such a letter."""
        found = self.others.search(lowered, at) if self.others else None
        return found.span() if found else None


def other_pattern(ordered: list[str]) -> re.Pattern[str] | None:
    """Return what finds the words of scripts without spaces, and those of signs."""
    if not ordered:
        return None
    # Chinese is written without spaces, and so is what stands between its characters.
    free = [re.escape(one) for one in ordered if has_han(one)]
    signs = "|".join(re.escape(one) for one in ordered if not has_han(one))
    whole = [rf"(?<!{LETTER})(?:{signs})s?(?!{LETTER})"] if signs else []
    return re.compile("|".join([*whole, *free]))
