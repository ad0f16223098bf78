"""Where an enquiry goes today, and by when its team answers."""

from copy import copy
from dataclasses import replace
from datetime import date, datetime

from django.conf import settings

from contacts.enquiries.actions.stages.reading import stages_for
from contacts.enquiries.promise import Promise, promise
from contacts.enquiries.routing import (
    ORDER,
    PORTAL_DESK,
    UNOPENED,
    Address,
    Passed,
    Route,
    Stage,
    find_way,
)
from contacts.models import Enquiry, Team
from contacts.teams.offices import office_of
from portal.lib.businesstime import Office
from trials.models import Study, StudySite

ROUTED = (
    *("routed_to", "team", "team_email", "recipient_name", "passed_over"),
    "marked_for",
)


def with_team(site: StudySite | None) -> StudySite | None:
    """Return a site that brings its team along, for as long as one deed lasts.

    A message asks three times: who gets it, by when, and in which language.
    """
    if site is None or hasattr(site, "answering_team"):
        return site
    brought = copy(site)
    vars(brought)["answering_team"] = Team.objects.answering_for(site)
    return brought


def find_route(
    study: Study, site: StudySite | None, today: date, after: str = ""
) -> Route:
    """Return who gets an enquiry to this site today; `after` had it in vain."""
    return find_way(stages_for(study, site, today), after)


def find_way_on(enquiry: Enquiry, today: date, after: str = "") -> Route:
    """Return who gets an enquiry that somebody had; never who did not open it.

    `after` is who leaves it unopened now.
    """
    had = {kind for kind, why in enquiry.passed_over if why == UNOPENED} | {after}
    last = max(had - {""}, key=ORDER.index, default="")
    where = find_route(enquiry.study, enquiry.site, today, last)
    why = {one.kind: one.why for one in where.passed} | dict.fromkeys(had, UNOPENED)
    nearer = ORDER[: ORDER.index(where.kind)]
    passed = tuple(Passed(kind, why[kind]) for kind in nearer if kind in why)
    return replace(where, passed=passed)


def addresses_for(enquiry: Enquiry, today: date) -> tuple[Address, ...]:
    """Return where whoever has an enquiry is written to today.

    Where nothing of theirs takes mail any more it is the mailbox that had it first.
    """
    stages = stages_for(enquiry.study, enquiry.site, today, only=enquiry.routed_to)
    found = find_way([*stages, Stage(PORTAL_DESK)])
    return found.addresses or (Address(enquiry.team_email),)


def take_route(enquiry: Enquiry, where: Route) -> None:
    """Write down who has an enquiry, as `ROUTED` says; the caller saves it."""
    enquiry.routed_to, enquiry.team_id = where.kind, where.team
    enquiry.team_email, enquiry.recipient_name = where.email, where.name
    enquiry.passed_over = [[one.kind, one.why] for one in where.passed]
    # Its marks are of the team before.
    enquiry.marked_for = None


def office_for(site: StudySite | None) -> Office:
    """Return when the team of a site works."""
    return office_of(Team.objects.answering_for(site), site)


def promise_for(
    site: StudySite | None, now: datetime, *, is_urgent: bool = False
) -> tuple[Promise, Office]:
    """Return by when the site's team answers what comes in now, and its office."""
    team = Team.objects.answering_for(site)
    office = office_of(team, site)
    if is_urgent:
        return promise(now, settings.URGENT_ANSWER_WORKING_DAYS, office), office
    days = team.answer_days if team else None
    return promise(now, days or settings.ANSWER_WORKING_DAYS, office), office
