"""What people call a condition, and what the registry calls it. Pure.

One key for all spellings: "Lupus Erythematosus, Systemic", "systemic lupus
erythematosus", "SLE" and "系统性红斑狼疮" are the same to a search for news.
"""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

from portal.lib.text import fold_case_first
from portal.lib.vocabulary import languages_of, load_words
from trials.vocabulary.tokens import simple

LONGEST = 200
BREAK = re.compile(r"[^\w]+")
NAMES = "condition_names"
# The registry's own names are in this language.
REGISTRY_LANGUAGE = "en"
# Whose illness it is, where a name says so; the age stands beside it anyway.
WHOSE = re.compile(
    r"\b(?:pa?ediatric|childhood)(?:[ -]onset)?\b"
    r"|\bin (?:children|childhood|infants|adolescents|teenagers|young people|adults)"
    r"(?: and (?:adolescents|teenagers|young people|adults))?\b"
    r"|儿童|小儿"
)
# Words that say nothing of which illness.
EVERYWHERE = {"disease", "disorder", "syndrome", "chronic", "acute", "type"}


def condition_key(name: str) -> str:
    """Return the word under which a condition is kept; "" for a name without letters.

    Order, punctuation, plurals and spelling do not count, and not whose illness it is:
    "pediatric lupus" and "lupus in children" are lupus.
    """
    key, known = plain_key(name), spoken_keys()
    if key in known:
        return known[key]
    bare = plain_key(WHOSE.sub(" ", name.casefold()))
    return known.get(bare, bare or key)


def plain_key(name: str) -> str:
    """Return a name's words without accents and case, in the order of the alphabet."""
    kept = fold_case_first(name.casefold().replace("’s", "s"))
    words = BREAK.split(kept.replace("'s", "s").replace("_", " "))
    return " ".join(sorted({simple(word) for word in words if word}))[:LONGEST]


@lru_cache(maxsize=1)
def spoken_names() -> dict[str, tuple[str, ...]]:
    """Return the registry's MeSH terms with what people say in every language.

    A record keeps its own names beside it, so a name that is missing here is only
    found as it is written.
    """
    found: dict[str, tuple[str, ...]] = {}
    for language in languages_of(NAMES):
        for term, names in load_words(NAMES, language).items():
            found[term] = found.get(term, ()) + names
    return found


def all_spoken() -> list[str]:
    """Return the spoken names alone."""
    return [name for names in spoken_names().values() for name in names]


@lru_cache(maxsize=1)
def spoken_keys() -> dict[str, str]:
    """Return every spoken name's own key with the key of the registry's term."""
    return {
        plain_key(name): plain_key(term)
        for term, names in spoken_names().items()
        for name in names
    }


@lru_cache(maxsize=8)
def local_names(language: str) -> dict[str, str]:
    """Return what the conditions that have one are called in a language, by key."""
    if language.partition("-")[0] == REGISTRY_LANGUAGE:
        return {}
    known = load_words(NAMES, language)
    return {plain_key(term): names[0] for term, names in known.items() if names}


def closest(text: str, names: Iterable[str], limit: int) -> list[str]:
    """Return the names most like what somebody typed: misspelt, or sharing a word."""
    wanted = condition_key(text)
    keys = {condition_key(name): name for name in names}
    alike = get_close_matches(wanted, keys, limit, 0.75)
    telling = {word for word in wanted.split() if len(word) > 3} - EVERYWHERE
    sharing = [key for key in keys if telling & set(key.split())]
    found = [key for key in dict.fromkeys([*alike, *sharing]) if key != wanted]
    return [keys[key] for key in found[:limit]]


def named_in(text: str, names: Iterable[str], limit: int) -> list[str]:
    """Return the conditions that the words of a search name, the longest first."""
    words = set(plain_key(text).split())
    known = [*all_spoken(), *spoken_names(), *names]
    keys = {plain_key(name): name for name in known}
    found = [key for key in keys if set(key.split()) <= words]
    found.sort(key=lambda key: -len(key.split()))
    wide = {
        key for key in found for other in found if set(key.split()) < set(other.split())
    }
    chosen = {condition_key(keys[key]): keys[key] for key in found if key not in wide}
    return list(chosen.values())[:limit]
