"""Members come and go; a team is never left without anybody."""

from datetime import date

import pytest

from contacts.conversation.actions.leaving import leave_team
from contacts.teams.actions.members import add_member, remove_member, set_absence
from contacts.teams.models.memberships import Membership
from contacts.teams.models.reach import sites_of, works_at_desk
from portal.audit.models import AuditEvent, Verb
from tests.factories import NOW, accepted, staff

pytestmark = pytest.mark.django_db


def second_member(team):
    return add_member(team=team, email="b@site.example", password="a long pass phrase")


@pytest.fixture
def membership() -> Membership:
    return staff([accepted().enquiry.site]).memberships.get()


def test_the_last_member_stays(membership):
    assert not remove_member(membership=membership, now=NOW, by="x")
    assert not leave_team(membership=membership, now=NOW, by="x")
    assert Membership.objects.filter(pk=membership.pk).exists()


def test_who_leaves_frees_what_they_had_at_this_teams_sites_alone(membership):
    team, user = membership.team, membership.user
    second_member(team)
    here = accepted(team.sites.get()).enquiry
    elsewhere = accepted().enquiry
    for enquiry in (here, elsewhere):
        enquiry.owner, enquiry.claimed_at = user, NOW
        enquiry.save()
    assert leave_team(membership=membership, now=NOW, by="x")
    for enquiry in (here, elsewhere):
        enquiry.refresh_from_db()
    assert (here.owner, here.claimed_at) == (None, None)
    assert elsewhere.owner == user
    assert AuditEvent.objects.get(verb=Verb.STAFF_LEFT).detail["member"] == user.pk


def test_a_member_sees_the_sites_of_their_teams_and_the_desk_is_the_desk(membership):
    assert sites_of(membership.user) == [membership.team.sites.get().pk]
    assert not works_at_desk(membership.user)
    assert works_at_desk(staff([], is_desk=True))


def test_an_absence_is_noted_without_saying_when(membership):
    set_absence(membership=membership, until=date(2026, 12, 24), now=NOW, by="x")
    membership.refresh_from_db()
    assert membership.absent_until == date(2026, 12, 24)
    event = AuditEvent.objects.get(verb=Verb.TEAM_CHANGED)
    assert event.detail == {"team": membership.team_id, "fields": ["absence"]}
