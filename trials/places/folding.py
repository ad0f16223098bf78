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
# Words for "state" and the like around a name.
AROUND = re.compile(
    r"^(?:the\s+)?(?:state|province|region|county|prefecture)\s+of\s+"
    r"|[\s-]+(?:province|state|region|prefecture|oblast|voivodeship|governorate|sheng"
    r"|zizhiqu|shi|ken|district)$"
    r"|(?<=..)(?:壮族自治区|回族自治区|维吾尔自治区|自治区|省|市|州|县|縣|府|都)$",
    re.IGNORECASE,
)
LONGEST = 100


def fold(name: str) -> str:
    """Return a name as it is looked up; equal for all its usual spellings."""
    return MARKS.sub("", fold_case_first(name).translate(LETTERS))


def weaker_spellings(name: str) -> list[str]:
    """Return the folded name without umlaut digraphs, then without "city".

    Either may be the name of another town: Harbor City is not Harbor.
    """
    plain = fold(name)
    tries = [re.sub("([aou])e", r"\1", plain), fold(SUFFIX.sub("", name.strip()))]
    return [text for text in dict.fromkeys(tries) if text and text != plain]


def region_keys(name: str) -> set[str]:
    """Return a state's folded name, with and without its word for "state"."""
    bare = AROUND.sub("", name.strip())
    return {key for key in (fold(name), fold(bare)) if key}


def is_typed(text: str) -> bool:
    """Whether a person could have typed it: no control or override characters."""
    return len(text) <= LONGEST and not any(
        unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co"} for c in text
    )
