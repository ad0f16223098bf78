"""What a text for families must not say: it promises, presses, pays, judges. Pure.

What is looked for is data, by language and kind: expressions for one sentence, and
beside them what makes the same words harmless there ("there is no cure").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from portal.lib.text import lower_in_place
from portal.lib.vocabulary import load_words

NAME = "risky_phrases"
# What says that nobody knows makes these harmless.
OF_CLAIMS = ("benefit", "cure", "comparison", "new_treatment")
KINDS = (
    *("benefit", "safety", "cure", "place", "hurry", "free", "payment", "heroism"),
    *("new_treatment", "verdict", "coercion", "comparison"),
)
# One way of writing each, with the same number of characters.
SAME = str.maketrans("’‘ʼ´`‐‑–أإآٱ０１２３４５６７８９", "'''''---اااا0123456789")
ENDS = ".!?。！？؟；;"
# A point between digits ends nothing.
SENTENCE = re.compile(rf"(?:[^{ENDS}\n]|\.(?=\d))+[{ENDS}]*")
ESCAPE, FLAG = re.compile(r"\\."), re.compile(r"\(\?[A-Za-z-]")
# No sentence is longer; what is looks like one piece after another, each beginning
# in the one before. So the time grows with the text, whatever an expression is like.
LONGEST, SHARED = 480, 80


@dataclass(frozen=True)
class RiskyPhrase:
    """What kind of risk, and where it stands in the text."""

    kind: str
    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Rule:
    """One kind in one language: what says it, and what makes it harmless."""

    kind: str
    says: "AnyOf"
    unless: "AnyOf"


class AnyOf:
    """Finds any of some expressions, whatever the case; none finds nothing.

    Most have no capital in them: these look at the text in small letters, in half the
    time that comparing without case takes.
    """

    def __init__(self, expressions: tuple[str, ...]) -> None:
        cased = [one for one in expressions if is_cased(one)]
        small = [one for one in expressions if one not in cased]
        self.small = either(small) if small else None
        self.cased = either(cased, re.IGNORECASE) if cased else None

    def search(self, piece: str, small: str) -> re.Match[str] | None:
        """Return the first place in a piece, which is given in small letters too."""
        found = self.small.search(small) if self.small else None
        other = self.cased.search(piece) if self.cased else None
        if found and other:
            return min(found, other, key=lambda one: one.start())
        return found or other


def lint(text: str, language: str) -> list[RiskyPhrase]:
    """Return what must not be said to families, in the order of the text.

    Raises UnknownLanguageError where nobody has written a language's list: nothing is
    let through unread.
    """
    rules = rules_of(language)
    plain = text.translate(SAME)
    found = {
        one
        for begin, piece in pieces_of(plain)
        for small in (lower_in_place(piece),)
        for rule in rules
        for one in phrases_in(begin, piece, small, rule, text)
    }
    return sorted(found, key=lambda one: (one.start, one.kind))


def pieces_of(plain: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a text with their places, endless ones in pieces."""
    for sentence in SENTENCE.finditer(plain):
        for at in range(0, max(1, len(sentence[0]) - SHARED), LONGEST - SHARED):
            yield sentence.start() + at, sentence[0][at : at + LONGEST]


def phrases_in(
    begin: int, piece: str, small: str, rule: Rule, text: str
) -> Iterator[RiskyPhrase]:
    """Yield the first place in a piece of a text that says what a rule forbids."""
    found = rule.says.search(piece, small)
    if found and not rule.unless.search(piece, small):
        start, end = (begin + place for place in found.span())
        yield RiskyPhrase(rule.kind, start, end, text[start:end])


@lru_cache(maxsize=16)
def rules_of(language: str) -> tuple[Rule, ...]:
    """Return the rules of a language, ready to be used."""
    words = load_words(NAME, language)
    return tuple(
        Rule(
            kind,
            AnyOf(words[kind]),
            AnyOf(
                words.get(f"{kind} unless", ())
                + (words.get("doubt", ()) if kind in OF_CLAIMS else ())
            ),
        )
        for kind in KINDS
    )


def either(expressions: list[str], flags: int = 0) -> re.Pattern[str]:
    """Return one expression that finds any of these."""
    parts = "|".join(f"(?:{one})" for one in expressions)
    return re.compile(parts.translate(SAME), flags)


def is_cased(expression: str) -> bool:
    """Whether an expression has a capital letter of its own, or says what they mean."""
    bare = ESCAPE.sub("", expression)
    return bare != bare.lower() or FLAG.search(bare) is not None
