"""All teams as the file has them, and the hospitals that have none."""

from collections.abc import Iterator

from contacts.console.setting_up import confirmed_hospitals, teams_like
from contacts.teams.models.facilities import Facility
from contacts.teams.roster.columns import Named, write_languages
from contacts.teams.roster.writing import TeamToWrite


def teams_to_write() -> Iterator[TeamToWrite]:
    """Return all teams as a file has them, and the hospitals that have none."""
    for team in teams_like("").filter(is_desk=False):
        yield TeamToWrite(
            name=team.name,
            language=write_languages(team.languages),
            country=team.country,
            mailboxes=[(box.email, box.purpose) for box in team.mailboxes.all()],
            hospitals=[as_named(one) for one in team.facilities.all()],
            studies=[study.registry_id for study in team.studies.all()],
            members=[(one.user.email, one.role) for one in team.memberships.all()],
        )
    free = [as_named(one) for one in confirmed_hospitals().filter(team=None)]
    if free:
        yield TeamToWrite(name="", hospitals=free)


def as_named(facility: Facility) -> Named:
    """Return a hospital as the file names it."""
    return Named(facility.name, facility.city, facility.country)
