"""What the page of figures shows: each a drawing with a table behind it. Pure."""

from dataclasses import dataclass

from babel.dates import format_date, format_skeleton
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from contacts.console.charts import Chart, draw_bars, draw_lines
from contacts.console.figures import Figures
from contacts.models import MisfitReason, Outcome
from portal.lib.cldr import locale
from portal.pages.languages import isolate


@dataclass(frozen=True)
class Panel:
    """One question, answered by a drawing and by the table behind it."""

    title: str
    label: str
    chart: Chart
    is_upright: bool
    head: tuple[str, str]
    rows: list[tuple[str, str]]
    hint: str = ""


def panels(found: Figures, language: str) -> list[Panel]:
    """Return the page's drawings in their order; what has no rows is left out."""
    weeks = [
        draw_weeks(found, "received", _("Enquiries received, by week"), language),
        draw_weeks(found, "median_hours", _("Hours to half of all answers"), language),
        draw_weeks(found, "slow_hours", _("Hours to nine of ten answers"), language),
    ]
    few = _(
        "Fewer than five people are not shown, nor a second number from which the "
        "first could be worked out."
    )
    outcomes = [(Outcome(code).label, n) for code, n in found.outcomes]
    misfits = [(MisfitReason(code).label, n) for code, n in found.misfits]
    counted = [
        draw_counts(_("Waiting now, by how long"), waiting_ages(found), ""),
        draw_counts(_("How enquiries ended"), outcomes, few),
        draw_counts(_("Why the study did not fit"), misfits, few),
    ]
    return [one for one in (counted[0], *weeks, *counted[1:]) if one.rows]


def waiting_ages(found: Figures) -> list[tuple[str, int]]:
    """Return how many wait how long."""
    labels = (
        _("Up to one day"),
        _("Two to three days"),
        _("Four to seven days"),
        _("Eight to 14 days"),
        _("15 to 30 days"),
        _("Longer than 30 days"),
    )
    return list(zip(labels, found.ages, strict=True))


def draw_weeks(found: Figures, name: str, title: str, language: str) -> Panel:
    names = locale(language)
    values = [(week.monday, getattr(week, name)) for week in found.weeks]
    drawn = [
        (isolate(format_skeleton("Md", day, locale=names)), v) for day, v in values
    ]
    rows = [(format_date(day, "long", names), cell(v)) for day, v in values]
    return Panel(
        title, spoken(title), draw_bars(drawn), True, (_("Week of"), title), rows
    )


def draw_counts(title: str, values: list[tuple[str, int | None]], hint: str) -> Panel:
    """Return one bar for each label."""
    named = [(str(label), count) for label, count in values]
    rows = [
        (label, _("not shown") if count is None else str(count))
        for label, count in named
    ]
    head = (title, _("Enquiries"))
    has_secret = any(count is None for _label, count in named)
    shown = hint if has_secret else ""
    return Panel(title, spoken(title), draw_lines(named), False, head, rows, shown)


def spoken(title: str) -> str:
    """Return what a drawing is to somebody who does not see it."""
    return _("%(title)s; the table below says the same") % {"title": title}


def cell(value: float | None) -> str:
    """Return a number for a table."""
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else number_format(value, 1)
