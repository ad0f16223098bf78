"""Teams for many hospitals with one press."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from contacts.conversation.actions.moving_places import give_hospital_to_team
from contacts.teams.actions.facilities import confirm_places
from contacts.teams.actions.invitations import send_invitation
from contacts.teams.actions.mailboxes import add_mailbox
from contacts.teams.actions.teams import open_team
from contacts.teams.facility_names import fold_name
from contacts.teams.models.facilities import Facility
from contacts.teams.models.memberships import Role
from contacts.teams.models.teams import Team
from portal.hospital.country_languages import language_of_country

LONGEST_NAME = 200


@transaction.atomic
def team_up(
    *,
    hospitals: Iterable[Facility],
    mailboxes: Mapping[int, list[str]],
    people: Mapping[int, list[str]],
    user: User,
    now: datetime,
    by: str,
) -> list[Team]:
    """Give each hospital a team of its own name; return the teams.

    The places that are written as the hospital is are its own from then on.
    """
    teams = []
    for hospital in hospitals:
        confirm_places(places=own_places(hospital), now=now, by=by)
        team = team_of(hospital, now, by)
        give_hospital_to_team(facility=hospital, team=team, now=now, by=by)
        for address in mailboxes.get(hospital.pk, ()):
            add_mailbox(team=team, email=address.lower(), now=now, by=by)
        for address in people.get(hospital.pk, ()):
            send_invitation(
                team=team,
                email=address.lower(),
                role=Role.COORDINATOR,
                user=user,
                now=now,
                by=by,
            )
        teams.append(team)
    return teams


def own_places(hospital: Facility) -> list[int]:
    """Return the proposed places that bear the hospital's very name."""
    places = hospital.places.proposed().select_related("site")
    own = fold_name(hospital.name)
    return [one.pk for one in places if fold_name(one.site.facility) == own]


def team_of(hospital: Facility, now: datetime, by: str) -> Team:
    """Return the team that is called so, or a new one."""
    name = str(hospital)[:LONGEST_NAME]
    known = Team.objects.filter(name__iexact=name, is_desk=False).first()
    return known or open_team(
        name=name,
        country=hospital.country,
        language=language_of_country(hospital.country),
        now=now,
        by=by,
    )
