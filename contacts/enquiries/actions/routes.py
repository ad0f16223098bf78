"""Where an enquiry goes today, and by when its team answers."""

from datetime import date, datetime

from django.conf import settings

from contacts.enquiries.actions.stages import stages_for
from contacts.enquiries.promise import Promise, promise
from contacts.enquiries.routing import PORTAL_DESK, Address, Route, Stage, find_way
from contacts.models import Enquiry, Team
from contacts.teams.models.teams import office_of
from portal.lib.businesstime import Office
from trials.models import Study, StudySite

ROUTED = ("routed_to", "team", "team_email", "recipient_name")


def find_route(
    study: Study, site: StudySite | None, today: date, after: str = ""
) -> Route:
    """Return who gets an enquiry to this site today; `after` had it in vain."""
    return find_way(stages_for(study, site, today), after)


def addresses_for(enquiry: Enquiry, today: date) -> tuple[Address, ...]:
    """Return where whoever has an enquiry is written to today.

    Where nothing of theirs takes mail any more it is the mailbox that had it first.
    """
    stages = stages_for(enquiry.study, enquiry.site, today)
    here = [one for one in stages if one.kind == enquiry.routed_to]
    found = find_way([*here, Stage(PORTAL_DESK)])
    return found.addresses or (Address(enquiry.team_email),)


def take_route(enquiry: Enquiry, where: Route) -> None:
    """Write down who has an enquiry, as `ROUTED` says; the caller saves it."""
    enquiry.routed_to, enquiry.team_id = where.kind, where.team
    enquiry.team_email, enquiry.recipient_name = where.email, where.name


def promise_for(site: StudySite | None, now: datetime) -> tuple[Promise, Office]:
    """Return by when the site's team answers what comes in now, and its office."""
    team = Team.objects.answering_for(site)
    office = office_of(team, site)
    days = team.answer_days if team else None
    return promise(now, days or settings.ANSWER_WORKING_DAYS, office), office
