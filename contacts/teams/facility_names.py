"""What of a hospital's name counts when two are compared. Pure."""

import re
from functools import cache, lru_cache

from portal.lib.text import fold_text
from portal.lib.vocabulary import languages_of, load_words

LIST = "facility_words"
# As wide as the columns that keep what is folded.
LONGEST_NAME, LONGEST_CITY = 200, 100
APOSTROPHES = re.compile("['\u2019`\u00b4]")
NO_WORD = re.compile(r"[^\w]+")
WITHOUT_BLANKS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@lru_cache(maxsize=50_000)
def fold_name(name: str) -> str:
    """Return a name as it is compared: "St. Mary's" and "ST MARYS" are one."""
    words = NO_WORD.sub(" ", APOSTROPHES.sub("", fold_text(name[:1000])))
    return " ".join(words.split())[:LONGEST_NAME].strip()


def fold_city(city: str) -> str:
    """Return a town as it is compared."""
    return fold_name(city)[:LONGEST_CITY].strip()


@cache
def known_words(key: str) -> frozenset[str]:
    """Return one of the lists of words of all languages: a record is in any of them."""
    lists = [load_words(LIST, code).get(key, ()) for code in languages_of(LIST)]
    return frozenset(fold_name(word) for words in lists for word in words)


def is_placeholder(name: str) -> bool:
    """Whether a name stands for a place that is not named: "Research Site 12"."""
    folded = fold_name(name)
    return not folded or any(one in folded for one in known_words("placeholders"))


def words_of(name: str) -> list[str]:
    """Return a folded name's words without those that only link.

    Of a script that writes no blanks, each two signs that stand together.
    """
    found: list[str] = []
    for word in name.split():
        if WITHOUT_BLANKS.search(word):
            found += [word[at : at + 2] for at in range(max(len(word) - 1, 1))]
        elif word not in known_words("links"):
            found.append(word)
    return found


def telling_words(name: str, city: str) -> list[str]:
    """Return the words that tell one hospital of a town from the others.

    "University Hospital" has no other word, so there all of them count.
    """
    words = words_of(name)
    town = set(city.split())
    telling = [w for w in words if w not in known_words("kinds") and w not in town]
    return telling or words


def numbers_of(name: str) -> frozenset[str]:
    """Return what numbers a name: two that differ in it are never one hospital."""
    ordinals = known_words("ordinals")
    words = {w for w in name.split() if w in ordinals or any(c.isdigit() for c in w)}
    return frozenset(words | {c for c in name if not c.isascii() and c in ordinals})
