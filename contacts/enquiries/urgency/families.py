"""The families of words that signs are told by: data by language, read once. Pure.

One row is one family in one language, with its owner, source and date. Its words are
expressions with two short forms: `*` behind a letter stands for any ending, ` .. ` for
a few words between. What a row `says` is one of `MEANINGS`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from contacts.enquiries.urgency.writing import Spellings, fold_letters
from portal.lib.vocabulary import languages_of, read_rows

NAME = "urgent_words"
MEANINGS = frozenset(
    {
        # Alone enough for an emergency / one of several small signs of it.
        *("body", "body_small", "mind", "mind_small"),
        # What may be the effect of a medicine; what makes it one.
        *("effect", "medicine"),
        # Fever, and what makes it dangerous.
        *("fever", "cells"),
        # It happens at present / began with something / grows / somebody asks for help
        # / it is slight.
        *("now", "since", "worse", "help", "slight"),
        # No sign at all: a figure of speech.
        *("figure", "joke"),
        # Denied, supposed, long ago, usual, over; of others; a question about risks.
        *("not", "or", "if", "past", "usual", "over", "apart", "asking"),
        # No sign either: other ways of writing the same; words that stand for each
        # other, named in an expression as `@limb`.
        *("spelling", "kind"),
    }
)
GAP = r".{0,30}?"
# Any ending of a word; an asterisk behind a bracket is an expression's own.
ENDING = re.compile(r"(?<![\\)\]])(?<!\\[wWdDsS])(?<=\w)\*")
# What an expression repeats is bounded too.
UNBOUNDED = re.compile(r"(?<=\\[wWdDsS])\*")
NAMED_KIND = re.compile(r"@([a-z]+)")
KEY, ANY_DIGIT = 2, "#"


@dataclass(frozen=True, slots=True)
class SignWord:
    """One expression of a family, with the family's name and what it says."""

    family: str
    says: str
    text: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """What it is told by, made when a text first holds a word that begins so.

        There are ten thousand; made all at once, they would hold up the first message
        of each process for seconds.
        """
        return sign_pattern(self.text)


@cache
def sign_pattern(text: str) -> re.Pattern[str]:
    """Return what an expression of the lists matches."""
    return re.compile(as_expression(text))


@cache
def any_word(key: str) -> re.Pattern[str] | None:
    """Return what all words with these first letters are told by at once.

    Mostly none of them is there, and then no single one need be tried.
    """
    words = words_by_beginning().get(key)
    if not words:
        return None
    return re.compile("|".join({as_expression(word.text): None for word in words}))


@lru_cache(maxsize=1)
def words_by_beginning() -> dict[str, tuple[SignWord, ...]]:
    """Return the words of every language at once, by their first letters.

    People write in the language they think in, whatever page they read.
    """
    found: dict[str, list[SignWord]] = {}
    for code in languages_of(NAME):
        rows = list(read_rows(NAME, code))
        kinds = {one["family"]: one["words"] for one in rows if one["says"] == "kind"}
        for row in rows:
            for text in () if row["says"] == "kind" else row.get("words", ()):
                whole = fold_letters(name_kinds(text, kinds))
                for key, ways in beginnings(whole).items():
                    word = SignWord(row["family"], row["says"], "|".join(ways))
                    found.setdefault(key, []).append(word)
    return {key: tuple(words) for key, words in found.items()}


def name_kinds(text: str, kinds: Mapping[str, Sequence[str]]) -> str:
    """Return an expression with the words that stand for each other in place."""
    return NAMED_KIND.sub(lambda found: f"({'|'.join(kinds[found[1]])})", text)


@lru_cache(maxsize=1)
def other_spellings() -> Spellings:
    """Return other ways of writing, traditional characters and slips, to ours."""
    pairs: dict[str, str] = {}
    for code in languages_of(NAME):
        for row in read_rows(NAME, code):
            pairs |= row.get("spellings", {})
    return Spellings(pairs)


def beginnings(text: str) -> dict[str, list[str]]:
    """Return the ways in which an expression may go, by their first letters."""
    ways: dict[str, list[str]] = {}
    for one in unfolded(text):
        ways.setdefault(key_of(one), []).append(one)
    return ways


def key_of(text: str) -> str:
    """Return the one or two letters with which every match of it begins."""
    if text.startswith(r"\d"):
        return ANY_DIGIT
    letters = re.match(rf"[^\W_]{{1,{KEY}}}(?![?*{{])|[^\W_](?![?*{{])", text)
    if letters is None:
        raise ValueError(text)
    return letters[0]


def unfolded(text: str) -> Iterator[str]:
    """Yield an expression once for each choice in the bracket that it begins with."""
    if not text.startswith("("):
        yield text
        return
    choices, rest = first_bracket(text)
    if optional := rest.startswith("?"):
        rest = rest[1:]
    for choice in choices:
        yield from unfolded(choice + rest)
    if optional:
        yield from unfolded(rest.removeprefix(" ?").lstrip())


def first_bracket(text: str) -> tuple[list[str], str]:
    """Return the choices of the bracket that a text begins with, and what follows."""
    depth, begin, choices = 0, 1, []
    for at, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if (sign == "|" and depth == 1) or depth == 0:
            choices.append(text[begin:at])
            begin = at + 1
        if depth == 0:
            return choices, text[at + 1 :]
    raise ValueError(text)


def as_expression(text: str) -> str:
    """Return the expression that a list's short forms stand for."""
    text = text.replace(" .. ", rf",? {GAP}\b").replace("..", GAP)
    text = UNBOUNDED.sub("{0,14}", text)
    text = ENDING.sub(r"[^\\W\\d_]{0,14}", text)
    last = r"(?!\w)" if text.isascii() else ""
    return rf"(?:{text}){last}"
