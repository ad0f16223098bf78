"""How hard a text is in English: SMOG, from words of three syllables and more. Pure."""

import re
from math import sqrt

SENTENCE = re.compile(r"[^.!?:;\n]+[.!?:;\n]*")
WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
VOWELS = re.compile(r"[aeiouy]+")
# "made", "asked": written, not said; but "table", "needed", "create".
SILENT = re.compile(r"(?:[^aeiouyl]e|[^aeioutd]ed|[^aeiouysxzcg]es)$")
LONG_WORD = 3


def smog(text: str) -> float:
    """Return the school grade that a text asks for; 0 for none."""
    sentences = sum(1 for one in SENTENCE.findall(text) if WORD.search(one))
    if not sentences:
        return 0.0
    hard = sum(syllables(word) >= LONG_WORD for word in WORD.findall(text))
    return round(1.0430 * sqrt(hard * 30 / sentences) + 3.1291, 1)


def syllables(word: str) -> int:
    """Return about how many syllables a word has; names of letters have one each."""
    if word.isupper() and len(word) > 1:
        return 1
    plain = word.lower()
    found = len(VOWELS.findall(plain))
    return max(1, found - bool(found > 1 and SILENT.search(plain)))
