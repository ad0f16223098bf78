"""200 notes over 40 real texts, each text changed: none on a wrong place.

Every word of a text has an identity, so a test knows where the noted words went. The
changed text goes through HTML and our own reader, as on the page.
"""

import html
import json
import random
import unicodedata
from collections import Counter
from dataclasses import dataclass

import pytest

from contacts.anchoring import Anchor, Changed, Place, attach, describe
from tests.records import REAL
from trials.pages.passages import BLANK, Reader
from trials.registry.text import render_markdown

TEXTS, NOTES_EACH, ROUNDS = 40, 5, 10
# The identity of a word that the old text did not have; a copy's is its own, negative.
NEW = -1
Word = tuple[int, str]
Paragraph = list[Word]

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="no real records here")


@dataclass
class Text:
    """A text as read from the page, and which range is which word."""

    text: str
    ranges: list[tuple[int, int, int]]

    def words(self, start: int, end: int) -> list[int]:
        """Return the identities of the words that a range touches."""
        return [one for one, a, b in self.ranges if a < end and b > start]


def real_texts() -> list[list[Paragraph]]:
    """Return 40 long texts of different records: descriptions and criteria."""
    texts = []
    for path in sorted(REAL.glob("*.json")):
        section = json.loads(path.read_text(encoding="utf-8"))["protocolSection"]
        source = section.get("eligibilityModule", {}).get("eligibilityCriteria", "")
        if len(texts) % 2:
            source = section.get("descriptionModule", {}).get("detailedDescription", "")
        if not 1500 < len(source) < 9000:
            continue
        reader = Reader(f'<div data-part="a">{render_markdown(source)}</div>')
        reading = reader.reading()
        spans = [reading.parts["a"][one.start : one.end] for one in reading.passages]
        counter = iter(range(2, 1_000_000))
        texts.append([[(next(counter), word) for word in s.split(" ")] for s in spans])
        if len(texts) == TEXTS:
            break
    return texts


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
    text = Reader(f'<div data-part="a">{source}</div>').reading().parts["a"]
    ranges, at = [], 0
    for identity, word in (word for one in paragraphs for word in one):
        piece = BLANK.sub(" ", shown(word)).strip()
        start = text.index(piece, at)
        at = start + len(piece)
        ranges.append((identity, start, at))
    return Text(text, ranges)


def changed(paragraphs: list[Paragraph], chance: random.Random) -> list[Paragraph]:
    """Return the text after one to three of the things that happen to records."""
    number = chance.randint(1, 3)
    new = [list(one) for one in paragraphs]
    for change in chance.sample([words, move, remove, repeat, rival, insert], number):
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


def remove(new: list[Paragraph], chance: random.Random) -> list[Paragraph]:
    """Leave up to a third of the paragraphs out."""
    for _ in range(chance.randint(0, len(new) // 3)):
        new.pop(chance.randrange(len(new)))
    return new


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
    """Add a word."""
    one = chance.choice(new)
    one.insert(chance.randrange(len(one) + 1), (NEW, "sometimes"))
    return new


def other(word: Word, chance: random.Random) -> Word:
    """Return another word in the place of one: a number more often than not."""
    if any(c.isdigit() for c in word[1]):
        return (NEW, word[1].rstrip(".,;") + chance.choice(["0", "5", ".5"]))
    return (
        -1,
        chance.choice(["not", "within", "more", "less", "12", "patients", "and"]),
    )


def notes(text: Text, paragraphs: list[Paragraph], chance: random.Random) -> list:
    """Return notes on two whole paragraphs, on eight words, on three and on one."""
    made = []
    for length in (0, 0, 8, 3, 1):
        one = chance.choice(paragraphs)
        length = min(length or len(one), len(one))
        first = chance.randrange(len(one) - length + 1)
        ids = [word for word, _text in one[first : first + length]]
        spans = [span for span in text.ranges if span[0] in ids]
        made.append(describe({"a": text.text}, "a", spans[0][1], spans[-1][2]))
    return made


def naive(anchor: Anchor, parts: dict[str, str]) -> Place | Changed:
    """Attach to the first of the same words: the control that must go wrong."""
    at = parts["a"].find(anchor.exact)
    return Place("a", at, at + len(anchor.exact)) if at >= 0 else Changed("")


def judge(anchor: Anchor, old: Text, new: Text, place: Place | Changed) -> str:
    """Return "right", "wrong", "missed" or "told" (changed, and it says so)."""
    wanted = old.words(anchor.start, anchor.end)
    there = [word for word, _a, _b in new.ranges]
    first = there.index(wanted[0]) if wanted[0] in there else -1
    is_there = first >= 0 and there[first : first + len(wanted)] == wanted
    if isinstance(place, Changed):
        return "missed" if is_there else "told"
    words = new.words(place.start, place.end)
    # A word that was changed twice may be the old one again.
    same = sum(a == b for a, b in zip(words, wanted, strict=False)) / len(wanted)
    # A paragraph that went away and came back elsewhere was moved.
    is_moved = not set(wanted) & set(there) and [-one for one in wanted] == words
    return "right" if same >= 0.75 or is_moved else "wrong"


def run(attaching) -> Counter:
    """Return how often each verdict fell, over all texts and ways of changing."""
    verdicts: Counter = Counter()
    for number, paragraphs in enumerate(real_texts()):
        chance = random.Random(number)  # noqa: S311 - repeatable, not secret
        old = page(paragraphs, chance)
        anchors = notes(old, paragraphs, chance)
        verdicts["notes"] += len(anchors)
        for how in ("whitespace", "entities", "nfd", "nfc", "nfkd"):
            new = page(paragraphs, chance, how)
            for anchor in anchors:
                place = attaching(anchor, {"a": new.text})
                verdicts[f"form {judge(anchor, old, new, place)}"] += 1
        for _ in range(ROUNDS):
            how = chance.choice(["", "whitespace", "entities", "nfd", "nfc"])
            new = page(changed(paragraphs, chance), chance, how)
            for anchor in anchors:
                place = attaching(anchor, {"a": new.text})
                verdicts[judge(anchor, old, new, place)] += 1
    return verdicts


def test_no_note_is_ever_on_a_wrong_place(capsys):
    verdicts = run(attach)
    assert verdicts["notes"] == TEXTS * NOTES_EACH == 200
    kept = verdicts["right"] / (verdicts["right"] + verdicts["missed"])
    form = verdicts["form right"] / (verdicts["form right"] + verdicts["form missed"])
    with capsys.disabled():
        print(f"\nAnchors: {dict(verdicts)}")  # noqa: T201
        print(  # noqa: T201
            f"0 wrong; of notes whose words are still there {kept:.1%} found again; "
            f"of texts only written otherwise {form:.1%}"
        )
    assert verdicts["wrong"] == verdicts["form wrong"] == 0
    assert kept > 0.5
    assert form > 0.9


def test_the_control_goes_wrong():
    """Without the rules the same corpus shows wrong attachments."""
    verdicts = run(naive)
    assert verdicts["wrong"] > 20
