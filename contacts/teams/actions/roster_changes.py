"""Each difference that a file of teams makes, done."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User

from contacts.teams.actions.facilities import (
    confirm_named,
    learn_names,
    set_facility_team,
)
from contacts.teams.actions.invitations import send_invitation
from contacts.teams.actions.mailboxes import add_mailbox
from contacts.teams.models.facilities import Facility
from contacts.teams.models.mailboxes import MailboxPurpose
from contacts.teams.models.memberships import Role
from contacts.teams.models.teams import Team
from contacts.teams.roster.columns import Named, read_languages
from contacts.teams.roster.differences import Deed, TeamDifference
from contacts.teams.roster.present import Present
from portal.audit.models import Verb
from portal.audit.record import record_event
from trials.models import Study


class RosterChange:
    """Makes one difference after the other, and remembers which places moved."""

    def __init__(self, present: Present, user: User, now: datetime, by: str) -> None:
        self.present, self.user, self.now, self.by = present, user, now, by
        self.teams: dict[str, Team] = {}
        self.moved: list[int] = []
        self.deeds: dict[Deed, Callable[[Team, TeamDifference], None]] = {
            Deed.LANGUAGE: self.set_languages,
            Deed.COUNTRY: self.set_country,
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

    def set_languages(self, team: Team, one: TeamDifference) -> None:
        """Set the language of the mails, and the others in which the team answers."""
        team.language, *team.other_languages = read_languages(one.what)
        self.keep(team, "language", "other_languages")

    def set_country(self, team: Team, one: TeamDifference) -> None:
        """Set the country whose holidays count."""
        team.country = one.what
        self.keep(team, "country")

    def keep(self, team: Team, *names: str) -> None:
        """Store what was set."""
        team.save(update_fields=names)
        self.note(Verb.TEAM_CHANGED, team, fields=list(names))

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
