"""Up to four trials side by side: the same question in a row, a trial in a column."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from trials.models import Study
from trials.pages.contact import primary_contact
from trials.pages.layer.blocks import TITLES, record_of
from trials.pages.sites.listed import sites_context
from trials.pages.state.cards import with_tones
from trials.pages.state.strip import strip_of
from trials.pages.titles import title_in
from trials.plain.layer import PlainBlock, plain_blocks
from trials.texts.serving import served_on_page

# Blocks of the plain layer, in the order in which families decide.
COMPARED = ("short", "who", "tested", "chance", "masking", "outcomes", "size", "phase")


@dataclass(frozen=True)
class Column:
    """A trial: its head, and what it answers to each question."""

    study: Study
    title: str
    title_language: str
    cells: dict[str, list[str]]


def columns_of(studies: list[Study], today: date, language: str) -> list[Column]:
    return [column_of(one, today, language) for one in with_tones(studies, today)]


def column_of(study: Study, today: date, language: str) -> Column:
    """Return what a trial's page says, question by question."""
    title, title_language = title_in(study, language, today)
    sites = list(study.sites.listed())
    judged = study.judged(today)
    is_off = served_on_page(study, today, language).is_layer_off
    blocks = {} if is_off else plain_blocks(record_of(study, sites), today)
    cells = {
        "state": [strip_of(study, judged, today, language).sentence],
        **{key: block_lines(blocks[key]) for key in COMPARED if key in blocks},
        "places": place_lines(
            sites_context(study, sites, judged.tone, today, language)
        ),
        "contact": contact_lines(study, language),
    }
    return Column(study, title, title_language, cells)


def block_lines(block: PlainBlock) -> list[str]:
    return [one.plain_text for one in (*block.sentences, *block.groups)]


def place_lines(context: dict[str, Any]) -> list[str]:
    """Return how many places there are, and in which countries."""
    names = ", ".join(group["name"] for group in context["countries"])
    return [line for line in (context["sites_sentence"], names) if line]


def contact_lines(study: Study, language: str) -> list[str]:
    """Return whom to ask."""
    found = primary_contact(study, language)
    told = (found["name"], found["phone"], found["email"]) if found else ()
    return [line for line in told if line]


HEADINGS: dict[str, Callable[[], str]] = {
    "state": lambda: gettext("State of the study"),
    **{key: lambda key=key: gettext(TITLES[key]) for key in COMPARED},
    "places": lambda: gettext("Where it takes place"),
    "contact": lambda: pgettext("comparison", "Whom to ask"),
}
NOTHING = _("The record does not say.")


def compared_rows(columns: list[Column]) -> list[tuple[str, list[list[str]]]]:
    """Return each question that a trial answers, with the answer of every trial."""
    return [
        (heading(), [one.cells.get(key) or [str(NOTHING)] for one in columns])
        for key, heading in HEADINGS.items()
        if any(one.cells.get(key) for one in columns)
    ]
