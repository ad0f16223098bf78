"""How the names of places are compared: without accents, case, spaces and marks."""

import re
import unicodedata

from portal.lib.text import fold_case_first

# Letters that do not fall apart into a base letter and a mark.
LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
MARKS = re.compile(r"[\s\-‐-―'’`´.·,/()]+")
# Words for "city" and the like at the end of a name, in several languages.
SUFFIX = re.compile(
    r"(?:市|县|縣|区|區|-shi|-ku|-si|-gun|-cho|shi\b|city|cedex\s*\d*|town)\s*$",
    re.IGNORECASE,
)
LONGEST = 100


def fold(name: str) -> str:
    """Return a name as it is looked up; equal for all its usual spellings."""
    return MARKS.sub("", fold_case_first(name).translate(LETTERS))


def spellings(name: str) -> list[str]:
    """Return the folded name, then without umlaut digraphs, then without "city"."""
    bare = SUFFIX.sub("", name.strip())
    plain = fold(name)
    tries = [plain, re.sub("([aou])e", r"\1", plain), fold(bare)]
    return [text for text in dict.fromkeys(tries) if text]


def is_typed(text: str) -> bool:
    """Whether a person could have typed it: no control or override characters."""
    return len(text) <= LONGEST and not any(
        unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co"} for c in text
    )
