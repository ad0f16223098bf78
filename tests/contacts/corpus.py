"""Real texts of records, and the things that happen to them. Repeatable by a seed.

Every word has an identity, so a test knows where it went; `NEW` is that of a word that
the old text did not have, and a copy's is its own, negative.
"""

import html
import json
import random
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from trials.pages.reading import BLANK, Reader
from trials.registry.clinicaltrials.text import render_markdown

TEXTS = 40
NEW = -1
HEADING = re.compile(r"^(\S+ ){0,2}(inclusion|exclusion)\b.{0,40}$", re.I)
Word = tuple[int, str]
Paragraph = list[Word]


@dataclass
class Text:
    """A text as read from the page: each word's identity, range, paragraph and list."""

    text: str
    ranges: list[tuple[int, int, int]] = field(default_factory=list)
    paragraphs: list[int] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)

    def touched(self, start: int, end: int) -> list[int]:
        """Return the numbers of the words that a range touches."""
        return [n for n, (_id, a, b) in enumerate(self.ranges) if a < end and b > start]

    def plain(self, number: int) -> str:
        """Return a word as it reads, however it is written."""
        _id, start, end = self.ranges[number]
        return unicodedata.normalize("NFKD", self.text[start:end])

    def beside(self, numbers: list[int]) -> tuple[str, str]:
        """Return the words next to these in their own sentences, "" at an edge."""
        first, last = numbers[0], numbers[-1]
        before = self.plain(first - 1) if self.joins(first - 1, first) else ""
        return before, self.plain(last + 1) if self.joins(last, last + 1) else ""

    def joins(self, first: int, second: int) -> bool:
        """Whether two words stand in one sentence."""
        if first < 0 or second >= len(self.ranges):
            return False
        is_end = self.plain(first)[-1:] in {".", "!", "?"}
        is_begin = not self.plain(second)[0].islower()
        is_one = self.paragraphs[first] == self.paragraphs[second]
        return is_one and not (is_end and is_begin)


def real_texts(folder: Path) -> list[list[Paragraph]]:
    """Return 40 long texts of different records: descriptions and criteria."""
    texts = []
    for path in sorted(folder.glob("*.json")):
        section = json.loads(path.read_text(encoding="utf-8"))["protocolSection"]
        source = section.get("eligibilityModule", {}).get("eligibilityCriteria", "")
        if len(texts) % 2:
            source = section.get("descriptionModule", {}).get("detailedDescription", "")
        if not 1500 < len(source) < 9000:
            continue
        reader = Reader(f'<div data-part="a">{render_markdown(source)}</div>')
        reading = reader.reading()
        spans = [reading.parts["a"][one.start : one.end] for one in reading.passages]
        if len(spans) < 4:
            continue
        counter = iter(range(2, 1_000_000))
        texts.append([[(next(counter), word) for word in s.split(" ")] for s in spans])
        if len(texts) == TEXTS:
            break
    return texts


def list_of(paragraph: Paragraph) -> str:
    """Return which list a paragraph begins, as a person reads it; "" if none."""
    found = HEADING.match(" ".join(word for _id, word in paragraph))
    return found[2].casefold() if found else ""


def page(paragraphs: list[Paragraph], chance: random.Random, how: str = "") -> Text:
    """Return the text as our reader takes it from HTML, with each word's range."""
    blank, form, entity = {
        "whitespace": (
            lambda: chance.choice(["  ", "\n\t", "\u00a0", " \u202f"]),
            "",
            0,
        ),
        "entities": (lambda: chance.choice([" ", "&nbsp;", "&#32;"]), "", 1),
        "nfd": (lambda: " ", "NFD", 0),
        "nfc": (lambda: " ", "NFC", 0),
        "nfkd": (lambda: " ", "NFKD", 0),
    }.get(how, (lambda: " ", "", 0))

    def shown(word: str) -> str:
        return unicodedata.normalize(form, word) if form else word

    def written(word: str) -> str:
        text = html.escape(shown(word))
        if entity:
            text = "".join(
                c if c.isalnum() or c in "&;#" else f"&#x{ord(c):x};"
                for c in shown(word)
            ).replace("&;", "&amp;;")
        return text

    source = "".join(
        "<p>" + "".join(written(word) + blank() for _id, word in one).strip() + "</p>"
        for one in paragraphs
    )
    text = Text(Reader(f'<div data-part="a">{source}</div>').reading().parts["a"])
    at, here = 0, ""
    for number, paragraph in enumerate(paragraphs):
        here = list_of(paragraph) or here
        for identity, word in paragraph:
            piece = BLANK.sub(" ", shown(word)).strip()
            start = text.text.index(piece, at)
            at = start + len(piece)
            text.ranges.append((identity, start, at))
            text.paragraphs.append(number)
            text.lists.append(here)
    return text


def changed(paragraphs: list[Paragraph], chance: random.Random) -> list[Paragraph]:
    """Return the text after one to three of the things that happen to records."""
    number = chance.randint(1, 3)
    new = [list(one) for one in paragraphs]
    deeds = [words, move, cross, remove, repeat, rival, insert, sharpen]
    for change in chance.sample(deeds, number):
        new = change(new, chance)
    return new


def words(new: list[Paragraph], chance: random.Random) -> list[Paragraph]:
    """Change words, a few or many."""
    share = chance.choice([0.02, 0.1, 0.3])
    return [
        [other(word, chance) if chance.random() < share else word for word in one]
        for one in new
    ]


def move(new: list[Paragraph], chance: random.Random) -> list[Paragraph]:
    """Put paragraphs elsewhere."""
    for _ in range(chance.randint(1, 4)):
        one = new.pop(chance.randrange(len(new)))
        new.insert(chance.randrange(len(new) + 1), one)
    return new


def cross(new: list[Paragraph], chance: random.Random) -> list[Paragraph]:
    """Put half of the paragraphs under the heading of the other list."""
    heads = [number for number, one in enumerate(new) if list_of(one)]
    if len(heads) < 2:
        return move(new, chance)
    first, second = new[: heads[1]], new[heads[1] :]
    for _ in range((len(first) - heads[0] - 1) // 2):
        one = first.pop(chance.randrange(heads[0] + 1, len(first)))
        second.insert(chance.randrange(1, len(second) + 1), one)
    return first + second


def remove(new: list[Paragraph], chance: random.Random) -> list[Paragraph]:
    """Leave up to a third of the paragraphs out.

    Those with a copy stay: a copy whose original is gone is that text, moved.
    """
    copies = {-one for paragraph in new for one, _word in paragraph if one < NEW}
    gone = chance.sample(range(len(new)), chance.randint(0, len(new) // 3))
    return [
        paragraph
        for number, paragraph in enumerate(new)
        if number not in gone or copies & {one for one, _word in paragraph}
    ]


def copied(paragraph: Paragraph) -> Paragraph:
    """Return the same words, which are not the same text."""
    return [(-abs(one), word) for one, word in paragraph]


def repeat(new: list[Paragraph], chance: random.Random) -> list[Paragraph]:
    """Add a paragraph in nearly the same words as another."""
    copy = copied(chance.choice(new))
    copy[chance.randrange(len(copy))] = (NEW, "never")
    new.insert(chance.randrange(len(new) + 1), copy)
    return new


def rival(new: list[Paragraph], chance: random.Random) -> list[Paragraph]:
    """Change paragraphs, and say the old words of a new cohort: the worst of all."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(new))
        copy = copied(new[at])
        for _ in range(chance.randint(1, 3)):
            place = chance.randrange(len(new[at]))
            new[at][place] = other(new[at][place], chance)
        new.insert(
            chance.randrange(len(new) + 1), [(NEW, "Cohort"), (NEW, "B:"), *copy]
        )
    return new


def insert(new: list[Paragraph], chance: random.Random) -> list[Paragraph]:
    """Add a word to a third of the paragraphs."""
    for one in chance.sample(new, max(len(new) // 3, 1)):
        one.insert(chance.randrange(len(one) + 1), (NEW, chance.choice(NEGATIONS)))
    return new


NEGATIONS = ["not", "never", "sometimes", "without"]


def sharpen(new: list[Paragraph], chance: random.Random) -> list[Paragraph]:
    """Put signs before numbers, and before other words now and then."""

    def signed(word: Word) -> Word:
        is_number = word[1][:1].isdigit()
        if chance.random() > (0.4 if is_number else 0.02):
            return word
        sign = chance.choice(["<", "-", "≥", "±"])
        return (NEW, f"{sign}{word[1]}")

    return [[signed(word) for word in one] for one in new]


def other(word: Word, chance: random.Random) -> Word:
    """Return another word in the place of one: a number more often than not."""
    if any(c.isdigit() for c in word[1]):
        return (NEW, word[1].rstrip(".,;") + chance.choice(["0", "5", ".5"]))
    return (
        NEW,
        chance.choice(["not", "within", "more", "less", "12", "patients", "and"]),
    )
