"""What a text for families must not say: it promises, presses, pays, judges. Pure.

What is looked for is data, by language and kind: expressions for one sentence, and
beside them what makes the same words harmless there ("there is no cure").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

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
    says: re.Pattern[str]
    unless: re.Pattern[str]


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
        for rule in rules
        for one in phrases_in(begin, piece, rule, text)
    }
    return sorted(found, key=lambda one: (one.start, one.kind))


def pieces_of(plain: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a text with their places, endless ones in pieces."""
    for sentence in SENTENCE.finditer(plain):
        for at in range(0, max(1, len(sentence[0]) - SHARED), LONGEST - SHARED):
            yield sentence.start() + at, sentence[0][at : at + LONGEST]


def phrases_in(begin: int, piece: str, rule: Rule, text: str) -> Iterator[RiskyPhrase]:
    """Yield the first place in a piece of a text that says what a rule forbids."""
    found = rule.says.search(piece)
    if found and not rule.unless.search(piece):
        start, end = (begin + place for place in found.span())
        yield RiskyPhrase(rule.kind, start, end, text[start:end])


@lru_cache(maxsize=16)
def rules_of(language: str) -> tuple[Rule, ...]:
    """Return the rules of a language, ready to be used."""
    words = load_words(NAME, language)
    return tuple(
        Rule(
            kind,
            either(words[kind]),
            either(
                words.get(f"{kind} unless", ())
                + (words.get("doubt", ()) if kind in OF_CLAIMS else ())
            ),
        )
        for kind in KINDS
    )


def either(expressions: tuple[str, ...]) -> re.Pattern[str]:
    """Return one expression that finds any of these; none finds nothing."""
    parts = "|".join(f"(?:{one})" for one in expressions)
    return re.compile(parts.translate(SAME) or r"(?!)", re.IGNORECASE)
