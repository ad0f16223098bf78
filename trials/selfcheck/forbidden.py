"""Words that promise, judge or sell: refused in every text that families read. Pure."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from portal.lib.vocabulary import load_words

NAME = "forbidden_words"
# From here on scripts put no blanks between words.
UNPARTED = "\u2e7f"


def forbidden_words(text: str, language: str) -> Iterator[str]:
    """Yield what must not be said; raises UnknownLanguageError for no list.

    Nothing is let through unread because nobody has written a language's list.
    """
    words = load_words(NAME, language)
    if found := any_of(words["never"]).search(text):
        yield f"“{found[0]}” must not be said."
    # "New treatment" is a promise, unless it stands beside "is being tested".
    alone, beside = words.get("only_beside", ()), words.get("beside", ())
    if alone and any_of(alone).search(text) and not any_of(beside).search(text):
        yield "“New treatment” only beside “is being tested”."


@lru_cache(maxsize=64)
def any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return an expression that finds these words, whole where a script parts them."""
    return re.compile("|".join(bounded_words(words)) or r"(?!)", re.IGNORECASE)


def bounded_words(words: Iterable[str]) -> Iterator[str]:
    """Yield an expression for each word; an asterisk stands for any ending."""
    for word in words:
        plain = re.escape(word).replace(r"\*", r"\w*")
        yield plain if word > UNPARTED else rf"\b{plain}\b"
