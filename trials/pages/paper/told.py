"""What a sheet tells of a study: people's words, else sentences of the record."""

from dataclasses import dataclass

from django.utils.translation import gettext

from trials.models import SectionKind
from trials.pages.layer.blocks import TITLES
from trials.plain.layer import PlainBlocks
from trials.texts.shown import ShownText

# What a person reads first; all of it stands on the page.
FIRST = ("short", "who", "tested", "chance", "outcomes", "size")
# Letters that leave room for contact, places and questions on two pages; a letter of
# Chinese takes the room of two.
ROOM = 3600


@dataclass(frozen=True)
class SheetPart:
    """A heading and what stands under it."""

    heading: str
    lines: list[str]


def told_parts(made: PlainBlocks, ours: ShownText | None) -> list[SheetPart]:
    """Return as many whole parts as two pages hold."""
    shown = own_parts(ours) or record_parts(made)
    kept, room = [], ROOM
    for part in shown:
        room -= sum(map(width, [part.heading, *part.lines]))
        if room < 0 and kept:
            break
        kept.append(part)
    return kept


def own_parts(ours: ShownText | None) -> list[SheetPart]:
    """Return the sections that somebody wrote in short."""
    sections = ours.sections if ours else ()
    return [
        SheetPart(one.heading, [text.text for text in one.paragraphs])
        for one in sections
        if one.kind == SectionKind.IN_SHORT
    ]


def record_parts(made: PlainBlocks) -> list[SheetPart]:
    """Return the blocks that the page makes of the record."""
    return [
        SheetPart(
            gettext(TITLES[key]),
            [one.plain_text for one in (*made[key].sentences, *made[key].groups)],
        )
        for key in FIRST
        if key in made
    ]


def width(text: str) -> int:
    """Return the room of a text, in letters of Latin."""
    return sum(1 if letter < "\u2e80" else 2 for letter in text)
