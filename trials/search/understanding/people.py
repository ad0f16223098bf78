"""Who it is for: an age, an age group, a sex, somebody healthy."""

import re

from trials.search.understanding.query import Query
from trials.vocabulary.wordlists import number_words, phrases

TOGETHER = re.compile(r"(\d{1,3})(?:yo|yr|yrs|y|岁)")
OLDEST = 120
MONTHS = 12
GROUPS = ("baby", "teen", "child", "own_child", "older", "adult")


def take_age(query: Query) -> int | None:
    """Return the age in years that a search names."""
    for at in range(len(query.tokens)):
        years = age_at(query, at)
        if years is not None and years <= OLDEST:
            return years
    return None


def age_at(query: Query, at: int) -> int | None:
    """Return the age that is said from a token on: "7 years old", "aged 7", "7yo"."""
    if together := TOGETHER.fullmatch(query.tokens[at].text):
        query.take(at, at + 1)
        return int(together[1])
    for end, number in numbers_at(query, at):
        if not query.is_free(at, end):
            continue
        if after := query.phrase_at(end, "months"):
            query.take(at, after)
            return number // MONTHS
        if after := query.phrase_at(end, "years"):
            query.take(at, after)
            return number
        before = query.phrase_before(at, "aged")
        if before >= 0:
            query.take(before, end)
            return number
    return None


def numbers_at(query: Query, at: int) -> list[tuple[int, int]]:
    """Return (end, number) of the numbers that can be read from a token on."""
    text = query.tokens[at].text
    found = [(at + 1, int(text))] if text.isdecimal() and len(text) <= 3 else []
    for size in (3, 2, 1):
        words = " ".join(token.text for token in query.tokens[at : at + size])
        if words in number_words():
            found.append((at + size, number_words()[words]))
    return found


def take_group(query: Query) -> str:
    """Return for which age group somebody looks, "" for none."""
    found = [name for name in GROUPS if query.take_all(name)]
    return found[0] if found else ""


def sex_of(query: Query) -> str:
    """Return FEMALE or MALE where only one of them is meant; takes no word."""
    words = [
        "" if at in query.taken else token.text for at, token in enumerate(query.tokens)
    ]
    said = {
        sex
        for kind, sex in (("female", "FEMALE"), ("male", "MALE"))
        if any(is_said(words, phrase.split()) for phrase in phrases(kind))
    }
    return said.pop() if len(said) == 1 else ""


def is_said(words: list[str], phrase: list[str]) -> bool:
    size = len(phrase)
    return any(words[at : at + size] == phrase for at in range(len(words) - size + 1))
