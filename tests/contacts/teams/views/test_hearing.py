"""A member chooses when they hear; nobody chooses for another."""

from datetime import time

import pytest

from contacts.models import Hears, Membership
from contacts.teams.actions.members import add_member
from tests.administrators import OUTSIDERS, administrator, outsider, signed_in
from tests.factories import add_second_factor, site_with_contact, staff

pytestmark = pytest.mark.django_db
FORM = {"hears": "DIGEST", "quiet_from": "20:00", "quiet_until": "07:00"}


@pytest.fixture
def member() -> Membership:
    return staff([site_with_contact()]).memberships.get()


def choose(client, member: Membership, **form):
    return client.post(f"/staff/team/{member.team_id}/hearing/", {**FORM, **form})


def test_a_member_chooses_digest_and_quiet_hours(member):
    client = signed_in(member.user)
    assert choose(client, member).status_code == 302
    member.refresh_from_db()
    assert member.hears == Hears.DIGEST
    assert (member.quiet_from, member.quiet_until) == (time(20), time(7))
    page = client.get(f"/staff/team/{member.team_id}/").content.decode()
    assert 'value="20:00"' in page
    choose(client, member, hears="AT_ONCE", quiet_from="", quiet_until="")
    member.refresh_from_db()
    assert (member.hears, member.quiet_from) == (Hears.AT_ONCE, None)


@pytest.mark.parametrize(
    "wrong",
    [{"quiet_until": ""}, {"quiet_from": ""}, {"quiet_until": "20:00"}, {"hears": "X"}],
)
def test_half_a_pair_is_said_and_changes_nothing(member, wrong):
    answer = choose(signed_in(member.user), member, **wrong)
    assert answer.status_code == 422
    member.refresh_from_db()
    assert member.hears == Hears.AT_ONCE


def test_a_colleague_changes_only_their_own(member):
    user = add_member(
        team=member.team, email="b@site.example", password="a long pass phrase"
    )
    add_second_factor(user)
    assert choose(signed_in(user), member).status_code == 302
    member.refresh_from_db()
    assert member.hears == Hears.AT_ONCE
    assert user.memberships.get().hears == Hears.DIGEST


@pytest.mark.parametrize("kind", [*OUTSIDERS, "administrator"])
def test_others_choose_nothing(member, kind):
    admin = kind == "administrator"
    client = signed_in(administrator()) if admin else outsider(kind, [])
    assert choose(client, member).status_code in {302, 404}
    member.refresh_from_db()
    assert member.hears == Hears.AT_ONCE
