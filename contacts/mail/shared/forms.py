"""Words with gaps, made once for many mails; what is a person's own fills them. Pure.

A form is kept as words and as the bytes that leave, so that nobody looks again at what
a thousand mails have in common.
"""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

# A gap is a character that no text has or, where an address wants the 64 digits of a
# secret word, the character's number sixteen times.
GAPS = re.compile("([\ue001-\ue00f]|(?:e00[1-9a-f]){16})")
# A longer line needs another encoding (RFC 5322 2.1.1).
LINE = 998
TOO_LONG = LINE + 1


class FormAsSent(NamedTuple):
    """A form as it leaves: bytes, with the ends of lines that mails have."""

    first: bytes
    # Each gap, and what stands behind it.
    rest: list[tuple[str, bytes]]
    # The longest line, its gaps empty; and how much of its first and last line joins
    # those of what it is put into.
    longest: int
    edge: int


class Form:
    """Words with gaps; what is filled in is never looked at for others."""

    def __init__(self, words: str) -> None:
        self.words = words
        said = GAPS.split(words)
        self.between, self.marks = said[::2], said[1::2]
        self.gaps = [gap_of(mark) for mark in self.marks]

    def filled(self, values: Mapping[str, str]) -> str:
        """Return the words with a value in each gap; one that has none stays."""
        said = [self.between[0]]
        rest = zip(self.gaps, self.marks, self.between[1:], strict=True)
        for gap, mark, words in rest:
            said += values.get(gap, mark), words
        return "".join(said)

    @cached_property
    def as_sent(self) -> FormAsSent:
        """The same as bytes."""
        pieces = [one.encode() for one in self.between]
        first, *others = (one.replace(b"\n", b"\r\n") for one in pieces)
        longest = max(map(len, b"".join(pieces).split(b"\n")))
        if "\r" in self.words:
            longest = TOO_LONG
        rest = list(zip(self.gaps, others, strict=True))
        return FormAsSent(first, rest, longest, edge_of(pieces))


def edge_of(pieces: list[bytes]) -> int:
    """Return how many bytes stand before the first end of a line and after the last."""
    first, last = pieces[0], pieces[-1]
    if b"\n" in first and b"\n" in last:
        return len(first.partition(b"\n")[0]) + len(last.rpartition(b"\n")[2])
    return len(first) if len(pieces) == 1 else TOO_LONG


def in_address(gap: str) -> str:
    """Return how a gap stands in an address, in place of a secret word."""
    return f"{ord(gap):x}" * 16


def gap_of(mark: str) -> str:
    """Return the gap that is marked so."""
    return mark if len(mark) == 1 else chr(int(mark[:4], 16))
