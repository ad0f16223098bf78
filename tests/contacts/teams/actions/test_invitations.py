"""An invitation: one mail, one use, seven days, and never somebody's password."""

from datetime import timedelta

import pytest

from contacts.mail.kinds import Purpose
from contacts.models import OutgoingEmail
from contacts.teams.actions.invitations import (
    INVITATION_LASTS,
    accept_invitation,
    revoke_invitation,
    send_invitation,
)
from contacts.teams.actions.roles import roles_of
from contacts.teams.models.invitations import Invitation
from contacts.teams.models.memberships import Membership, Role
from contacts.teams.models.roles import StaffRole
from contacts.teams.models.teams import Team
from portal.audit.models import AuditEvent, Verb
from tests.factories import NOW, staff

pytestmark = pytest.mark.django_db
MAIL = "mei@hospital.example"


@pytest.fixture
def team() -> Team:
    return staff([]).memberships.get().team


def invite(team: Team | None, role: Role | StaffRole = Role.DEPUTY) -> Invitation:
    inviting = staff([])
    return send_invitation(
        team=team, email=MAIL, role=role, user=inviting, now=NOW, by="user:1"
    )


def accept(invited: Invitation, after: timedelta = timedelta()):
    return accept_invitation(
        invitation=invited,
        name="Mei Lin",
        password="a long pass phrase",
        now=NOW + after,
    )


def test_one_mail_and_nothing_that_opens_the_door_in_the_table(team):
    invited = invite(team)
    mail = OutgoingEmail.objects.get(purpose=Purpose.INVITATION)
    assert mail.to_address == MAIL
    assert invited.token_hash not in mail.body_text
    assert AuditEvent.objects.get(verb=Verb.STAFF_INVITED).detail["team"] == team.pk


def test_it_makes_an_account_and_a_member_once(team):
    invited = invite(team)
    user = accept(invited, INVITATION_LASTS)
    assert (user.email, user.first_name) == (MAIL, "Mei")
    assert Membership.objects.get(user=user, team=team).role == Role.DEPUTY
    assert accept(invited) is None


def test_too_late_it_makes_nothing_and_is_gone(team):
    invited = invite(team)
    assert accept(invited, INVITATION_LASTS + timedelta(seconds=1)) is None
    assert not Membership.objects.filter(user__email=MAIL).exists()
    assert not Invitation.objects.exists()


def test_without_a_team_it_gives_a_role_beside_those_that_are_there():
    accept(invite(None, StaffRole.AUDITOR))
    user = accept(invite(None, StaffRole.EDITOR))
    assert roles_of(user) == {StaffRole.AUDITOR, StaffRole.EDITOR}


def test_a_closed_account_stays_closed(team):
    user = accept(invite(team))
    user.is_active = False
    user.save()
    assert not accept(invite(None, StaffRole.EDITOR)).is_active


def test_one_that_was_taken_back_opens_nothing(team):
    invited = invite(team)
    revoke_invitation(invitation=invited, now=NOW, by="user:1")
    assert accept(invited) is None
