"""Where an enquiry goes today, and by when its team answers."""

from datetime import datetime

from django.conf import settings

from contacts.enquiries.promise import Promise, promise
from contacts.enquiries.routing import Route, route
from contacts.models import DeadAddress, Team, address_hash
from contacts.teams.models.teams import office_of
from portal.lib.businesstime import Office
from trials.models import Study, StudyContact, StudySite


def find_route(study: Study, site: StudySite | None) -> Route:
    """Return where an enquiry to this site goes today, past addresses that are dead."""
    contacts = living(list(study.contacts.all()))
    return route(
        [c for c in contacts if site and c.site_id == site.pk],
        [c for c in contacts if c.site_id is None],
        settings.PORTAL_DESK_EMAIL,
    )


def living(contacts: list[StudyContact]) -> list[StudyContact]:
    """Return the contacts whose address has not refused mail for good."""
    hashes = {c: address_hash(c.email) for c in contacts}
    dead = DeadAddress.objects.filter(address_hash__in=set(hashes.values()))
    gone = set(dead.values_list("address_hash", flat=True))
    return [contact for contact in contacts if hashes[contact] not in gone]


def promise_for(site: StudySite | None, now: datetime) -> tuple[Promise, Office]:
    """Return by when the site's team answers what comes in now, and its office."""
    team = Team.objects.answering_for(site)
    office = office_of(team, site)
    days = team.answer_days if team else None
    return promise(now, days or settings.ANSWER_WORKING_DAYS, office), office
