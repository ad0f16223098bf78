"""What a file of teams would change. Pure: both sides are read before."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from hashlib import sha256

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.teams.roster.columns import (
    Fault,
    Named,
    TeamLines,
    join_languages,
)
from contacts.teams.roster.present import Present, PresentTeam


class Deed(models.TextChoices):
    """What is done to a team; in the order in which it is done."""

    NEW_TEAM = "NEW_TEAM", gettext_lazy("New team")
    LANGUAGE = "LANGUAGE", gettext_lazy("Language")
    COUNTRY = "COUNTRY", gettext_lazy("Country")
    MAILBOX = "MAILBOX", gettext_lazy("New mailbox, gets a link")
    NEW_HOSPITAL = "NEW_HOSPITAL", gettext_lazy("New hospital")
    HOSPITAL = "HOSPITAL", gettext_lazy("Hospital goes to this team")
    STUDY = "STUDY", gettext_lazy("Answers for the whole study")
    INVITE = "INVITE", gettext_lazy("Is invited")
    ROLE = "ROLE", gettext_lazy("Role")


@dataclass(frozen=True)
class TeamDifference:
    """One change: of what it was, to what it will be.

    `code` is the role, purpose or language; `many` how many places come along.
    """

    team: str
    deed: Deed
    what: str
    before: str = ""
    code: str = ""
    hospital: Named | None = None
    many: int = 0


def find_differences(wanted: Iterable[TeamLines], now: Present) -> list[TeamDifference]:
    """Return what the file would add or change; it takes nothing away."""
    return [one for team in wanted for one in team_differences(team, now)]


def team_differences(wanted: TeamLines, now: Present) -> Iterator[TeamDifference]:
    """Return what changes for one team."""
    team = now.teams.get(wanted.key)
    if team is None:
        yield TeamDifference(wanted.name, Deed.NEW_TEAM, wanted.name)
        team = PresentTeam(wanted.name, "", "")
        spoken = wanted.language or now.tongues.get(wanted.home, "")
        wanted = replace(wanted, language=spoken)
    yield from code_differences(team, wanted)
    for email, purpose in wanted.mailboxes.items():
        if email not in team.mailboxes:
            yield TeamDifference(team.name, Deed.MAILBOX, email, code=purpose)
    for hospital in wanted.hospitals.values():
        yield from hospital_differences(team.name, hospital, now)
    for study in wanted.studies:
        if study not in team.studies:
            yield TeamDifference(team.name, Deed.STUDY, study)
    yield from member_differences(team, wanted)


def code_differences(team: PresentTeam, wanted: TeamLines) -> Iterator[TeamDifference]:
    """Return whether language or country change; an empty cell changes nothing."""
    for deed, old, new in (
        (Deed.LANGUAGE, team.language, join_languages(team.language, wanted.language)),
        (Deed.COUNTRY, team.country, wanted.country),
    ):
        if new and new != old:
            yield TeamDifference(team.name, deed, new, before=old)


def hospital_differences(
    team: str, hospital: Named, now: Present
) -> Iterator[TeamDifference]:
    """Return whether a hospital is new, or changes its team."""
    known = now.hospitals.get(hospital.spelling)
    about = f"{hospital.name}, {hospital.city}"
    if known is None or not known.is_confirmed:
        many = len(now.places.get(hospital.spelling, ()))
        yield TeamDifference(
            team, Deed.NEW_HOSPITAL, about, hospital=hospital, many=many
        )
    elif known.team != team:
        yield TeamDifference(
            team, Deed.HOSPITAL, about, before=known.team, hospital=hospital
        )


def member_differences(
    team: PresentTeam, wanted: TeamLines
) -> Iterator[TeamDifference]:
    """Return who is invited, and whose role changes."""
    for email, role in wanted.members.items():
        if email not in team.members and email not in team.invited:
            yield TeamDifference(team.name, Deed.INVITE, email, code=role)
        elif team.members.get(email, role) != role:
            before = team.members[email]
            yield TeamDifference(team.name, Deed.ROLE, email, before=before, code=role)


def faults_beside(wanted: Iterable[TeamLines], now: Present) -> list[Fault]:
    """Return what is wrong beside the lines themselves.

    Studies that the portal has not, and hospitals that two teams want.
    """
    faults, taken = [], {}
    for team in wanted:
        for study, line in team.studies.items():
            if study not in now.studies:
                words = _("The portal has no study %(number)s.") % {
                    "number": study[:20]
                }
                faults.append(Fault(line, "studies", words))
        for spelling in team.hospitals:
            other = taken.setdefault(spelling, team.name)
            if other != team.name:
                words = _("The team “%(team)s” has this hospital, too.") % {
                    "team": other
                }
                faults.append(Fault(team.first, "facility", words))
    return faults


def digest(differences: Iterable[TeamDifference]) -> str:
    """Return what tells whether two lists of differences are the same."""
    rows = [asdict(one) for one in differences]
    return sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()
