"""How hard a text is in Chinese: long sentences, words beyond the first lists. Pure.

The mean length of a sentence in words, plus the difficult words in a hundred: those
that the first two grades of the language test (HSK) do not teach.
"""

import json
import re
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).resolve().parents[1] / "data" / "hsk2.json"
SENTENCE = re.compile(r"[^。！？；\n]+")
HAN = re.compile(r"[\u4e00-\u9fff]+")
# An unknown run is read as words of two characters, as most words are.
USUAL = 2


def chinese_burden(text: str) -> float:
    """Return mean sentence length plus difficult words in a hundred; 0 for none."""
    sentences = [one for one in map(words_of_sentence, SENTENCE.findall(text)) if one]
    if not sentences:
        return 0.0
    words = [word for sentence in sentences for word in sentence]
    hard = sum(word not in easy_words() for word in words)
    return round(len(words) / len(sentences) + 100 * hard / len(words), 1)


def words_of_sentence(sentence: str) -> list[str]:
    """Return the words of a sentence, the longest known ones first."""
    found: list[str] = []
    for run in HAN.findall(sentence):
        found += words_of_run(run)
    return found


def words_of_run(run: str) -> list[str]:
    found, unknown, at = [], "", 0
    while at < len(run):
        word = known_at(run, at)
        if word:
            found += [*halves(unknown), word]
            unknown, at = "", at + len(word)
        else:
            unknown, at = unknown + run[at], at + 1
    return [*found, *halves(unknown)]


def known_at(run: str, at: int) -> str:
    """Return the longest easy word that begins here; "" for none."""
    easy, longest = easy_words(), max(map(len, easy_words()))
    ends = range(min(longest, len(run) - at), 0, -1)
    return next((run[at : at + n] for n in ends if run[at : at + n] in easy), "")


def halves(unknown: str) -> list[str]:
    return [unknown[at : at + USUAL] for at in range(0, len(unknown), USUAL)]


@lru_cache(maxsize=1)
def easy_words() -> frozenset[str]:
    """Return what the first two grades teach."""
    return frozenset(json.loads(FILE.read_text(encoding="utf-8"))["words"])
