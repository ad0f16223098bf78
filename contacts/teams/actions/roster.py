"""Teams from a file: what is there, what would change, and the change as a whole."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from contacts.teams.actions.facilities import (
    confirm_named,
    learn_names,
    set_facility_team,
)
from contacts.teams.actions.invitations import send_invitation
from contacts.teams.actions.mailboxes import add_mailbox
from contacts.teams.facility_names import fold_city, fold_name
from contacts.teams.models.facilities import Facility, FacilityName
from contacts.teams.models.mailboxes import MailboxPurpose
from contacts.teams.models.memberships import Role
from contacts.teams.models.teams import Team
from contacts.teams.roster.columns import Named, Spelling, TeamLines
from contacts.teams.roster.differences import (
    Deed,
    Present,
    PresentHospital,
    PresentTeam,
    TeamDifference,
    digest,
    find_differences,
)
from portal.audit.models import Verb
from portal.audit.record import record_event
from trials.models import Study, StudySite


class ChangedMeanwhileError(ValueError):
    """The portal is not as it was when the differences were shown."""


def read_present(wanted: Iterable[TeamLines]) -> Present:
    """Return all that a file of teams is compared with."""
    wanted = list(wanted)
    asked = {study for team in wanted for study in team.studies}
    hospitals = {key for team in wanted for key in team.hospitals}
    known = Study.objects.filter(registry_id__in=asked)
    return Present(
        teams=present_teams(),
        hospitals=present_hospitals(),
        places=places_named(hospitals),
        studies=frozenset(known.values_list("registry_id", flat=True)),
    )


def present_teams() -> dict[str, PresentTeam]:
    """Return every team with its mailboxes, studies and members."""
    teams = Team.objects.filter(is_desk=False).prefetch_related(
        "mailboxes", "studies", "memberships__user", "invitations"
    )
    return {
        team.name.casefold(): PresentTeam(
            name=team.name,
            language=team.language,
            country=team.country,
            mailboxes={box.email.lower() for box in team.mailboxes.all()},
            studies={study.registry_id for study in team.studies.all()},
            invited={one.email.lower() for one in team.invitations.all()},
            members={m.user.email.lower(): m.role for m in team.memberships.all()},
        )
        for team in teams.order_by("-pk")
    }


def present_hospitals() -> dict[Spelling, PresentHospital]:
    """Return every hospital by each of its names; what is only proposed as well."""
    found = {
        (fold_name(row.name), fold_city(row.city), row.country): PresentHospital(
            row.pk, row.team.name if row.team else "", is_confirmed=False
        )
        for row in Facility.objects.select_related("team")
    }
    names = FacilityName.objects.select_related("facility__team")
    return found | {
        (one.folded_name, one.folded_city, one.country): PresentHospital(
            one.facility_id,
            one.facility.team.name if one.facility.team else "",
            is_confirmed=True,
        )
        for one in names
    }


def places_named(spellings: set[Spelling]) -> dict[Spelling, list[int]]:
    """Return the places that bear one of these names and are in no hospital yet."""
    countries = {country for _name, _city, country in spellings}
    sites = StudySite.objects.listed().filter(
        study__is_published=True,
        country__in=countries,
        facility_place__confirmed_at__isnull=True,
    )
    found: dict[Spelling, list[int]] = {}
    rows = sites.values_list("pk", "facility", "city", "country").order_by("pk")
    for pk, name, city, country in rows.iterator():
        spelling = fold_name(name), fold_city(city), country
        if spelling in spellings:
            found.setdefault(spelling, []).append(pk)
    return found


@transaction.atomic
def apply_roster(
    *, wanted: list[TeamLines], shown: str, user: User, now: datetime, by: str
) -> list[int]:
    """Do what was shown, all or nothing; return the places that got another team.

    `shown` is the digest of the differences; raises ChangedMeanwhileError where they
    are others now.
    """
    present = read_present(wanted)
    differences = find_differences(wanted, present)
    if digest(differences) != shown:
        raise ChangedMeanwhileError
    change = RosterChange(present, user, now, by)
    for one in differences:
        change.make(one)
    record_event(Verb.TEAMS_FROM_FILE, now=now, by=by, changes=len(differences))
    return change.moved


class RosterChange:
    """Makes one difference after the other, and remembers which places moved."""

    def __init__(self, present: Present, user: User, now: datetime, by: str) -> None:
        self.present, self.user, self.now, self.by = present, user, now, by
        self.teams: dict[str, Team] = {}
        self.moved: list[int] = []
        self.deeds: dict[Deed, Callable[[Team, TeamDifference], None]] = {
            Deed.LANGUAGE: self.set_code,
            Deed.COUNTRY: self.set_code,
            Deed.MAILBOX: self.give_mailbox,
            Deed.NEW_HOSPITAL: self.enter_hospital,
            Deed.HOSPITAL: self.move_hospital,
            Deed.STUDY: self.give_study,
            Deed.INVITE: self.invite,
            Deed.ROLE: self.set_role,
        }

    def make(self, one: TeamDifference) -> None:
        """Make one difference."""
        if one.deed == Deed.NEW_TEAM:
            self.teams[one.team] = Team.objects.create(name=one.what)
            self.note(Verb.TEAM_FORMED, self.teams[one.team])
        else:
            self.deeds[one.deed](self.team(one.team), one)

    def team(self, name: str) -> Team:
        """Return a team by its name; the oldest of several."""
        if name not in self.teams:
            known = Team.objects.filter(name=name, is_desk=False).order_by("pk")
            self.teams[name] = known[0]
        return self.teams[name]

    def note(self, verb: Verb, team: Team, **detail: Any) -> None:
        """Add to the audit what became of a team."""
        record_event(verb, now=self.now, by=self.by, team=team.pk, **detail)

    def set_code(self, team: Team, one: TeamDifference) -> None:
        """Set language or country."""
        name = one.deed.value.lower()
        setattr(team, name, one.what)
        team.save(update_fields=[name])
        self.note(Verb.TEAM_CHANGED, team, fields=[name])

    def give_mailbox(self, team: Team, one: TeamDifference) -> None:
        """Add a mailbox, which gets a link."""
        purpose = MailboxPurpose(one.code)
        add_mailbox(
            team=team, email=one.what, purpose=purpose, now=self.now, by=self.by
        )

    def enter_hospital(self, team: Team, one: TeamDifference) -> None:
        """Take the file's word for a hospital: its name is confirmed from now on."""
        named = one.hospital or Named("", "", "")
        known = self.present.hospitals.get(named.spelling)
        facility = (
            Facility.objects.get(pk=known.pk)
            if known
            else Facility.objects.create(
                name=named.name, city=named.city, country=named.country
            )
        )
        learn_names(facility, [])
        places = self.present.places.get(named.spelling, [])
        confirm_named(facility=facility, sites=places, now=self.now, by=self.by)
        self.give(facility, team)

    def move_hospital(self, team: Team, one: TeamDifference) -> None:
        """Let this team answer for a hospital that has another, or none."""
        named = one.hospital or Named("", "", "")
        known = self.present.hospitals[named.spelling]
        self.give(Facility.objects.get(pk=known.pk), team)

    def give(self, facility: Facility, team: Team) -> None:
        """Let a team answer for a hospital."""
        self.moved += set_facility_team(
            facility=facility, team=team, now=self.now, by=self.by
        )

    def give_study(self, team: Team, one: TeamDifference) -> None:
        """Let the team answer for a whole study."""
        team.studies.add(Study.objects.get(registry_id=one.what))
        self.note(Verb.TEAM_CHANGED, team, fields=["studies"])

    def invite(self, team: Team, one: TeamDifference) -> None:
        """Mail an invitation."""
        send_invitation(
            team=team,
            email=one.what,
            role=Role(one.code),
            user=self.user,
            now=self.now,
            by=self.by,
        )

    def set_role(self, team: Team, one: TeamDifference) -> None:
        """Set a member's role."""
        members = team.memberships.filter(user__email__iexact=one.what)
        members.update(role=one.code)
        self.note(Verb.TEAM_CHANGED, team, fields=["role"])
