"""The rows of a month, and how many self-checks ended with "may fit" in it."""

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

from django.conf import settings

from contacts.console.forms.audit import day_begins
from contacts.console.month.calendar import Month
from contacts.console.month.counting import MonthFigures, MonthRow, count_month
from contacts.enquiries.models.enquiries import EnquiryQuerySet
from contacts.enquiries.models.states import EMERGENCIES
from contacts.enquiries.promise import promise
from contacts.models import Outcome, Team
from contacts.teams.offices import office_of
from trials.models import SelfCheckTally, Study, StudySite

READ = ("created_at", "first_answered_at", "closed_at", "outcome", "misfit_reasons")


def figures_of_month(
    visible: EnquiryQuerySet, study: Study, month: Month, now: datetime
) -> MonthFigures:
    """Return a study's month, of the enquiries that somebody may see."""
    begin, end = day_begins(month.first), day_begins(month.on(1).first)
    asked = visible.filter(study=study, created_at__gte=begin, created_at__lt=end)
    may_fit = SelfCheckTally.objects.counted(study, month.first, "may_match")
    return count_month(month_rows(asked.exclude(outcome=Outcome.SPAM)), may_fit, now)


def month_rows(enquiries: EnquiryQuerySet) -> Iterator[MonthRow]:
    """Yield the rows, each with the promise that was given when it came.

    The promise is counted anew, by what the team says of its days today: in the
    enquiry stands that of the newest message.
    """
    read = enquiries.order_by().values_list(
        *READ, "language", "urgency", "team", "site"
    )
    rows = list(read)
    teams = Team.objects.in_bulk({row[-2] for row in rows} - {None})
    sites = StudySite.objects.in_bulk({row[-1] for row in rows} - {None})
    office = lru_cache(maxsize=None)(
        lambda team, site: office_of(teams.get(team), sites.get(site))
    )
    for created, answered, *said, urgency, team, site in rows:
        days = days_promised(teams.get(team), is_urgent=urgency in EMERGENCIES)
        due = promise(created, days, office(team, site)).at
        yield MonthRow(created, due, answered, *said)


def days_promised(team: Team | None, *, is_urgent: bool) -> int:
    """Return within how many working days an answer was promised."""
    if is_urgent:
        return int(settings.URGENT_ANSWER_WORKING_DAYS)
    own = team.answer_days if team else None
    return own or int(settings.ANSWER_WORKING_DAYS)
