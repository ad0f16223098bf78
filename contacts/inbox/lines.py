"""What a line of the inbox says, and under which heading it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, time_format
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from contacts.enquiries.models.states import Urgency
from contacts.inbox.due import FAMILY, LATER, NOW, OVER, TODAY, WEEK, Due, due
from contacts.models import Enquiry, Relationship
from contacts.teams.member_names import name_of
from contacts.teams.offices import office_of
from portal.lib.cldr import language_name
from portal.pages.languages import side_by_side

# So much of a message stands on a line; the sheet of style cuts it where it ends.
FIRST_WORDS = 160
FOR_WHOM: dict[str, Promise] = {
    Relationship.MY_CHILD: pgettext_lazy("for whom", "child"),
    Relationship.SOMEONE_I_CARE_FOR: pgettext_lazy("for whom", "relative"),
    Relationship.MY_PATIENT: pgettext_lazy("for whom", "patient"),
}
HEADINGS: dict[str, Promise] = {
    NOW: pgettext_lazy("due", "At once"),
    TODAY: pgettext_lazy("due", "Today"),
    WEEK: pgettext_lazy("due", "This week"),
    LATER: pgettext_lazy("due", "Later"),
    FAMILY: pgettext_lazy("due", "Waiting for the family"),
    OVER: pgettext_lazy("due", "Closed"),
}


# What the page of an enquiry says in full, so short that a line holds it whole.
URGENT = pgettext_lazy("urgency", "Emergency?")
TOLD: dict[str, Promise] = {
    Urgency.BODY: URGENT,
    Urgency.MIND: pgettext_lazy("urgency", "In danger?"),
    Urgency.REPORT: pgettext_lazy("urgency", "Side effect"),
}


@dataclass(frozen=True)
class InboxLine:
    """One enquiry on one line."""

    enquiry: Enquiry
    urgency: str
    whom: str
    words: str
    language: str
    due: Due
    state: str
    owner: str
    call: str


def line_of(enquiry: Enquiry, now: datetime) -> InboxLine:
    """Return what is said of an enquiry that was fetched with its details."""
    owner = name_of(enquiry.owner) if enquiry.owner else ""
    return InboxLine(
        enquiry=enquiry,
        urgency=urgency_words(enquiry),
        whom=whom(enquiry),
        words=" ".join((enquiry.last_words or "").split())[:FIRST_WORDS],
        language=language_of(enquiry),
        due=due_of(enquiry, now),
        state=standing_words(enquiry),
        owner=owner,
        call=call_words(enquiry, now),
    )


def call_words(enquiry: Enquiry, now: datetime) -> str:
    """Return for when a call is agreed on, by the team's clock; "" for never."""
    if enquiry.call_at is None:
        return ""
    zone = ZoneInfo(office_of(enquiry.team, enquiry.site).zone)
    at = enquiry.call_at.astimezone(zone)
    if at.date() == now.astimezone(zone).date():
        return _("call at %(clock)s") % {"clock": time_format(at.time(), "TIME_FORMAT")}
    return _("call on %(day)s") % {"day": date_format(at, "MONTH_DAY_FORMAT")}


def urgency_words(enquiry: Enquiry) -> str:
    """Return what an open enquiry tells beside its question, in two words or none."""
    is_report = enquiry.urgency == Urgency.REPORT
    if enquiry.is_closed or not (enquiry.is_urgent or is_report):
        return ""
    return str(TOLD.get(enquiry.urgency, URGENT))


def language_of(enquiry: Enquiry) -> str:
    """Return the language they would rather speak, else that of their pages."""
    code = enquiry.language.partition("-")[0]
    return enquiry.other_language or language_name(code, get_language())


def whom(enquiry: Enquiry) -> str:
    """Return for whom somebody writes and of which age, as short as may be."""
    said = [FOR_WHOM.get(enquiry.relationship, ""), enquiry.person_age]
    if enquiry.age_group not in {"", "ADULT"}:
        said.append(enquiry.get_age_group_display())
    return side_by_side(str(one) for one in said if one not in {"", None})


def due_of(enquiry: Enquiry, now: datetime) -> Due:
    """Return what is due; what looks like an emergency is due at once, whatever day."""
    if enquiry.is_closed:
        return Due("", OVER)
    if not enquiry.is_waiting:
        return Due("", FAMILY)
    office = office_of(enquiry.team, enquiry.site)
    found = due(enquiry.answer_due_on, enquiry.answer_due_at, now, office)
    if enquiry.is_urgent and not found.is_late:
        return Due(pgettext("due", "now"), NOW)
    return found


def standing_words(enquiry: Enquiry) -> str:
    """Return where it stands, in one or two words."""
    if enquiry.is_closed:
        return str(enquiry.get_outcome_display())
    if not enquiry.opened_at:
        return _("New")
    if enquiry.is_unread:
        return _("New message")
    return _("Read") if enquiry.is_waiting else _("Answered")


def group_lines(
    lines: Iterable[InboxLine], *, has_headings: bool
) -> list[tuple[str, list[InboxLine]]]:
    """Return lines that are in their order under headings, or as one list without."""
    if not has_headings:
        return [("", list(lines))]
    groups = groupby(lines, key=lambda one: one.due.group)
    return [(str(HEADINGS[group]), list(some)) for group, some in groups]
