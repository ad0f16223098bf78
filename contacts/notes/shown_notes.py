"""Notes beside the text as it stands today; nothing here is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from contacts.models import Note
from contacts.notes.anchors.anchor import StandingPlace, text_fingerprint
from contacts.notes.anchors.anchoring import attach_anchor
from contacts.notes.anchors.folding import folded_words
from contacts.notes.anchors.headings import nearest
from contacts.notes.anchors.likeness import NOWHERE, LikePassage, sentence_around
from trials.models import Study
from trials.pages.passages import read_study

SECTIONS = {
    "in-short": _("In short"),
    "overview": _("Overview"),
    "description": _("Description"),
    "criteria": _("Criteria"),
    "inclusion": _("Inclusion criteria"),
    "exclusion": _("Exclusion criteria"),
    "details": _("Study details"),
    "sites": _("Where it takes place"),
    "faq": _("Questions and answers"),
}


@dataclass(frozen=True)
class ShownNote:
    """A note with its place in today's text; without one the text has changed."""

    note: Note
    place: StandingPlace | None
    now: LikePassage = NOWHERE
    # As they are written today, however they were written when they were noted.
    words: str = ""
    # Of its part among those of the page.
    order: int = 0

    @property
    def is_changed(self) -> bool:
        """Whether the words it was about do not stand there any more."""
        return self.place is None

    @property
    def sides(self) -> tuple[str, str]:
        """Return what stood before and after the words in their own sentence."""
        note = self.note
        return sentence_around(note.prefix, note.exact, note.suffix)

    @property
    def was_under(self) -> str:
        """Return the section and the headings under which the words stood."""
        return section_words(self.note.part, self.note.heading)

    @property
    def is_under(self) -> str:
        """Return those under which something like them stands now."""
        return section_words(self.now.part, self.now.heading)

    @property
    def seen(self) -> str:
        """Return what names the words of today that are shown."""
        return text_fingerprint(self.now.words)

    def as_json(self) -> dict[str, Any]:
        """Return what the page's script needs to show it."""
        place = self.place
        return {
            "key": str(self.note.key),
            "part": place.part if place else "",
            "start": place.start if place else 0,
            "end": place.end if place else 0,
            "exact": self.note.exact,
            "words": self.words,
            "body": self.note.body,
        }


def show_notes(notes: Iterable[Note], language: str = "") -> list[ShownNote]:
    """Return notes with their places on the pages on which they were made.

    With a `language`, on the page in that language; there a note of another
    language's words has no place.
    """
    texts: dict[tuple[int, str], dict[str, str]] = {}
    found = []
    for note in notes:
        page = (note.study_id, language or note.language)
        if page not in texts:
            texts[page] = page_parts(note.study, page[1])
        found.append(show_note(note, texts[page]))
    return found


def page_parts(study: Study, language: str) -> dict[str, str]:
    """Return the texts of a study's page; one that is not published has none."""
    return read_study(study, language).parts if study.is_published else {}


def show_note(note: Note, parts: dict[str, str]) -> ShownNote:
    """Return one note with its place in these texts."""
    found = attach_anchor(note.anchor, parts)
    if isinstance(found, StandingPlace):
        words = parts[found.part][found.start : found.end]
        return ShownNote(note, found, words=words, order=list(parts).index(found.part))
    return ShownNote(note, None, found.now)


def group_by_study(notes: list[ShownNote]) -> list[dict[str, Any]]:
    """Return the notes of each study together, in the order of its page."""
    groups: dict[int, list[ShownNote]] = {}
    for one in notes:
        groups.setdefault(one.note.study_id, []).append(one)
    return [
        {"study": group[0].note.study, "notes": sorted(group, key=page_order)}
        for group in groups.values()
    ]


def page_order(one: ShownNote) -> tuple[bool, int, int, int]:
    """Return a key that puts notes as their words stand; those without come last."""
    start = one.place.start if one.place else 0
    return one.place is None, one.order, start, one.note.pk


def notes_holding(notes: Iterable[Note], words: str) -> list[Note]:
    """Return the notes that hold these words; the database cannot read them."""
    wanted = folded_words(words.casefold())
    return [
        note
        for note in notes
        if wanted in folded_words(f"{note.body} {note.exact}".casefold())
    ]


def section_words(part: str, heading: str) -> str:
    """Return the name of a section of the page with the headings inside it."""
    kind = "faq" if part.startswith("faq-") else part
    name = SECTIONS.get(kind) or gettext("another part of the page")
    return " › ".join([str(name), *nearest(heading)])
