"""The anchor of a passage, of selected words, or of words that stand there now."""

from typing import Any

from django.utils import translation

from contacts.models import Note
from contacts.notes.anchors.anchor import Anchor, text_fingerprint
from contacts.notes.anchors.anchoring import describe_place
from contacts.notes.anchors.folding import folded, folded_words
from contacts.notes.shown_notes import page_parts
from trials.models import Study
from trials.pages.passages import read_study
from trials.pages.reading import Reading


def passage_anchor(reading: Reading, number: int, words: str = "") -> Anchor | None:
    """Return the anchor of a passage, or of words in it; None if it has no such."""
    passage = reading.passage(number)
    if passage is None:
        return None
    start, end = passage.start, passage.end
    if words:
        whole = folded(reading.parts[passage.part][start:end])
        places = whole.find(folded_words(words))
        if not places:
            return None
        last = places[0] + len(folded_words(words)) - 1
        start, end = start + whole.starts[places[0]], start + whole.ends[last]
    return describe_place(reading.parts, passage.part, start, end)


def selected_anchor(reading: Reading, place: dict[str, Any]) -> Anchor | None:
    """Return the anchor of selected words; None if they do not stand there.

    What the page showed before and after them has to stand there too: the same words
    may have come to this very place from elsewhere.
    """
    text, start = reading.parts.get(place["part"], ""), place["start"] or 0
    exact, before, after = place["exact"], place["before"], place["after"]
    seen, first = before + exact + after, start - len(before)
    if not exact.strip() or first < 0 or text[first : first + len(seen)] != seen:
        return None
    return describe_place(reading.parts, place["part"], start, start + len(exact))


def seen_anchor(note: Note, place: dict[str, Any]) -> Anchor | None:
    """Return the place of words that its owner saw; None if it reads otherwise now."""
    parts = page_parts(note.study, note.language)
    part, start = place["part"], place["start"]
    words = parts.get(part, "")[start : place["end"]]
    if not words.strip() or text_fingerprint(words) != place["seen"]:
        return None
    return describe_place(parts, part, start, start + len(words))


def passage_text(study: Study, language: str, number: int) -> str:
    """Return the words of a numbered passage; "" if there is none."""
    with translation.override(language):
        reading = read_study(study, language)
    passage = reading.passage(number)
    return reading.parts[passage.part][passage.start : passage.end] if passage else ""
