"""The month of one study as a page and a file say it."""

from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from contacts.console.month.calendar import Month
from contacts.console.month.reading import figures_of_month
from contacts.console.month.telling import (
    ComparedLine,
    ComparedPart,
    compared_parts,
    goal_words,
    main_lines,
    withheld_words,
)
from contacts.enquiries.models.enquiries import EnquiryQuerySet
from portal.hospital.says import portal_name
from portal.pages.languages import in_own_digits
from trials.models import Study
from trials.pages.paper.pdf import letters_of
from trials.pages.paper.typeset import typeset

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class MonthReport:
    """All that stands on one page; no person, and no number that points at one."""

    number: str
    title: str
    month: str
    before: str
    goal: str
    is_silent: bool
    asked: int
    lines: list[ComparedLine]
    parts: list[ComparedPart]
    hint: str
    made: str


def month_report(
    visible: EnquiryQuerySet, study: Study, month: Month, now: datetime, language: str
) -> MonthReport:
    """Return a study's month beside the one before, of what somebody may see."""
    here = figures_of_month(visible, study, month, now)
    there = figures_of_month(visible, study, month.on(-1), now)
    day = date_format(localtime(now), "DATE_FORMAT")
    return MonthReport(
        number=study.registry_id,
        title=study.brief_title,
        month=month.named(language),
        before=month.on(-1).named(language),
        goal=goal_words(here),
        is_silent=bool(here.silent),
        asked=here.asked,
        lines=main_lines(here, there),
        parts=compared_parts(here, there, language),
        hint=withheld_words(),
        made=_("As of %(day)s, of the sites that you see") % {"day": day},
    )


def report_pdf(report: MonthReport, language: str) -> bytes:
    """Return it as one page of PDF, tagged for who has it read aloud."""
    values: dict[str, Any] = {
        **in_own_digits(asdict(report)),
        **letters_of(language),
        "portal": portal_name(),
        "heading": _("The month, study by study"),
    }
    return typeset("month", values, "pdf", FOLDER)
