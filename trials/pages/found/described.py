"""A study for a list of search results: its condition in the title, a few plain words.

Nothing here says more than the page: the sentences are the page's own, cut at a word.
"""

import re

from trials.conditions import condition_key, local_names
from trials.models import SectionKind, Study
from trials.plain.layer import PlainBlocks
from trials.texts.shown import ShownText

# Search engines cut what is longer; of wide letters half as many fit.
LONGEST = 155
WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uff00-\uff60]")
BREAKS = re.compile(r"[\s，。；、：]")


def description_of(study: Study, ours: ShownText | None, made: PlainBlocks) -> str:
    """Return the first plain words of a page: somebody's, else those of the record."""
    said = our_words(ours)
    if not said:
        shown = [made[key] for key in ("short", "who") if key in made]
        said = " ".join(one.plain_text for block in shown for one in block.sentences)
    return cut_at_word(said or study.brief_title)


def our_words(ours: ShownText | None) -> str:
    """Return the first paragraph that somebody wrote about a study; "" for none."""
    sections = ours.sections if ours else ()
    short = [one for one in sections if one.kind == SectionKind.IN_SHORT]
    return next((text.text for one in short for text in one.paragraphs), "")


def head_title(title: str, study: Study, language: str) -> str:
    """Return a title that names the condition, also where the record's does not."""
    name = next(iter(study.conditions), "")
    shown = local_names(language).get(condition_key(name), name)
    is_said = not shown or shown.casefold() in title.casefold()
    return title if is_said else f"{title} – {shown}"


def cut_at_word(text: str) -> str:
    """Return a text no longer than is shown, cut where a word or a clause ends."""
    width, room = 0, len(text)
    for at, letter in enumerate(text):
        width += 2 if WIDE.match(letter) else 1
        if width > LONGEST:
            room = at
            break
    if room == len(text):
        return text
    ends = [one.start() for one in BREAKS.finditer(text[:room])]
    return text[: ends[-1] if ends else room - 1].rstrip(" ,，、;；:：") + "…"
