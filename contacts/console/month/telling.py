"""A month in words beside the month before: lines of a page, and of the PDF."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from contacts.console.figures import SMALL
from contacts.console.month.counting import MonthFigures, Told
from contacts.models import MisfitReason, Outcome
from portal.lib.cldr import language_name

STEPS: tuple[Promise, ...] = (
    gettext_lazy("Self-checks that ended with “may fit”"),
    gettext_lazy("Families who wrote"),
    gettext_lazy("Families who were answered"),
    gettext_lazy("Families who take part"),
)
DASH = "–"


@dataclass(frozen=True)
class ComparedLine:
    """One line: what it counts, this month, and the month before.

    `share` is how long its bar is, in hundredths of the longest; 0 draws none.
    """

    label: str
    now: str
    before: str
    share: int = 0


@dataclass(frozen=True)
class ComparedPart:
    """A heading with its lines, or with why there are none."""

    title: str
    lines: list[ComparedLine]
    empty: str


def main_lines(now: MonthFigures, before: MonthFigures) -> list[ComparedLine]:
    """Return what stands on top."""
    lines: tuple[tuple[str, Callable[[MonthFigures], str]], ...] = (
        (_("Asked"), lambda one: str(one.asked)),
        (_("Answered in time"), kept_words),
        (_("Half were answered within"), hours_words),
        (_("Without an answer for 14 days"), lambda one: str(one.silent)),
        (_("Ended without an answer"), lambda one: str(one.failures)),
    )
    return [ComparedLine(label, say(now), say(before)) for label, say in lines]


def kept_words(one: MonthFigures) -> str:
    """Return how many promises were kept, of those that came due."""
    if not one.due:
        return DASH
    return _("%(kept)d of %(due)d") % {"kept": one.kept, "due": one.due}


def hours_words(one: MonthFigures) -> str:
    """Return within how many hours half of the families had their answer."""
    if one.median_hours is None:
        return DASH
    if one.median_hours < 1:
        return _("one hour")
    hours = number_format(one.median_hours, 1)
    return _("%(hours)s hours") % {"hours": hours}


def goal_words(one: MonthFigures) -> str:
    """Return whether the one goal is reached: nobody is left in silence."""
    if not one.silent:
        return _("Nobody waited longer than 14 days for an answer. That is the goal.")
    words = ngettext(
        "%(many)d family waited longer than 14 days for an answer. The goal is nobody.",
        "%(many)d families waited longer than 14 days for an answer. "
        "The goal is nobody.",
        one.silent,
    )
    return words % {"many": one.silent}


def compared_parts(
    now: MonthFigures, before: MonthFigures, language: str
) -> list[ComparedPart]:
    """Return the parts below: the way, the ends, the reasons, the languages."""
    nobody = _("Fewer than five people: nothing is told of them one by one.")
    ends = compare(now.outcomes, before.outcomes, lambda code: Outcome(code).label)
    reasons = compare(
        now.misfits, before.misfits, lambda code: MisfitReason(code).label
    )
    languages = compare(
        now.languages, before.languages, lambda code: language_name(code, language)
    )
    return [
        ComparedPart(_("The way"), way_lines(now, before), ""),
        ComparedPart(_("How enquiries ended"), ends, nobody),
        ComparedPart(_("Why the study did not fit"), reasons, nobody),
        ComparedPart(_("Languages of their pages"), languages, nobody),
    ]


def way_lines(now: MonthFigures, before: MonthFigures) -> list[ComparedLine]:
    """Return the way from the self-check to taking part."""
    longest = max(one or 0 for one in now.way) or 1
    return [
        ComparedLine(
            str(label),
            count_words(here),
            count_words(there),
            round(100 * (here or 0) / longest),
        )
        for label, here, there in zip(STEPS, now.way, before.way, strict=True)
    ]


def compare(
    now: Told, before: Told, label: Callable[[str], object]
) -> list[ComparedLine]:
    """Return a line for each code of either month, this month's most frequent first."""
    here, there = dict(now), dict(before)
    return [
        ComparedLine(
            str(label(code)),
            count_words(here.get(code, 0)) if now else DASH,
            count_words(there.get(code, 0)) if before else DASH,
        )
        for code in dict.fromkeys([*here, *there])
    ]


def count_words(count: int | None) -> str:
    """Return a count, or that it is not told."""
    return _("not shown") if count is None else str(count)


def withheld_words() -> str:
    """Return why some numbers are not told."""
    return _(
        "Fewer than %(few)d people are not shown, nor a second number from which the "
        "first could be worked out. Families whose data have been erased since, and "
        "advertisements, are not in it."
    ) % {"few": SMALL}
