"""How headings are called, by language, and how they are misspelt."""

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from portal.lib.vocabulary import languages_of, load_words
from trials.registry.record import EXCLUSION, INCLUSION

LIST = "criteria_headings"
WORD = re.compile(r"[A-Za-z]{6,12}")
SIDES = {"inclusion": INCLUSION, "exclusion": EXCLUSION}
# What is meant where a word is one or two letters away.
MEANT = (*SIDES, "inclusions", "exclusions", "criteria", "criterion")
ERRORS = 2
# English words that are as near, and mean something else.
OTHERS = frozenset(
    {
        *("including", "inclusive", "exclusive", "excluding", "critical", "critically"),
        *(
            "infusion",
            "infusions",
            "occlusion",
            "occlusions",
            "conclusion",
            "seclusion",
        ),
        *("excision", "incision", "illusion", "illusions", "intrusion", "extrusion"),
        *("expulsion", "explosion", "incursion", "excursion", "invasion", "extension"),
        *("effusion", "effusions", "inclusivity", "collusion", "exclusionary"),
        *("conclusions", "clusion", "seclusion"),
    }
)


@lru_cache(maxsize=4096)
def meant_word(word: str) -> str:
    """Return the word of a heading that a misspelt one stands for, else itself.

    As near to both sides: it stays, and explains nothing.
    """
    lower = word.lower()
    if lower in MEANT or lower in OTHERS:
        return word
    distances = {name: OSA.distance(lower, name, score_cutoff=ERRORS) for name in MEANT}
    least = min(distances.values())
    nearest = [name for name, distance in distances.items() if distance == least]
    if least > ERRORS or len({name.removesuffix("s") for name in nearest}) > 1:
        return word
    return nearest[0]


def repaired(text: str) -> str:
    """Return a text with the words of headings spelt right, to be looked at only."""
    return WORD.sub(lambda match: meant_word(match[0]), text)


@lru_cache(maxsize=8)
def foreign(key: str) -> re.Pattern[str]:
    """Return what finds a heading's words in any language but English."""
    found = [
        phrase
        for code in languages_of(LIST)
        if code != "en"
        for phrase in load_words(LIST, code).get(key, ())
    ]
    return re.compile("|".join(sorted(found, key=len, reverse=True)), re.IGNORECASE)


@lru_cache(maxsize=1)
def harmless() -> re.Pattern[str]:
    """Return what finds sentences that speak of criteria and open no list."""
    found = [
        phrase
        for code in languages_of(LIST)
        for phrase in load_words(LIST, code).get("harmless", ())
    ]
    return re.compile("|".join(found), re.IGNORECASE)


@lru_cache(maxsize=1)
def third_list() -> re.Pattern[str]:
    """Return what finds the heading of a list that is on neither side."""
    names = "|".join(load_words(LIST, "en")["third"])
    english = rf"\b(?:{names})(?: \w+){{0,2}} criteri(?:a|on)\b"
    return re.compile(f"{english}|{foreign('third').pattern}", re.IGNORECASE)
