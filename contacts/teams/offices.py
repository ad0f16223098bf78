"""When a site's team works."""

from datetime import date

from contacts.teams.models.teams import Team
from portal.lib.businesstime import Office, likely_zone
from trials.models import StudySite


def office_of(team: Team | None, site: StudySite | None) -> Office:
    """Return when a site's team works; what it has not said, its country says."""
    country = site.country if site else ""
    zone = likely_zone(country, site.longitude if site else None)
    if team is None:
        return Office(zone=zone, country=country)
    return Office(
        zone=team.time_zone or zone,
        country=team.country or country,
        opens=team.opens_at,
        closes=team.closes_at,
        weekdays=frozenset(team.work_days),
        free=frozenset(date.fromisoformat(day) for day in team.free_days),
    )
