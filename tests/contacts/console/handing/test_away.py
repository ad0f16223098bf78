"""Whoever is away is asked what is open, and a colleague goes on with it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from contacts.models import Enquiry, Membership
from tests import factories
from tests.factories import accepted, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return factories.site_with_contact()


@pytest.fixture
def user(site):
    return staff([site])


@pytest.fixture
def colleague(user):
    other = staff([factories.StudySite()])
    team = user.memberships.get().team
    Membership.objects.create(user=other, team=team, role="DEPUTY")
    return other


@pytest.fixture
def mine(site, user) -> list[Enquiry]:
    rows = [accepted(site, now=timezone.now()).enquiry for _ in range(3)]
    held = {"owner": user, "claimed_at": timezone.now()}
    Enquiry.objects.filter(pk__in=[one.pk for one in rows]).update(**held)
    return rows


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def day(ahead: int) -> str:
    return (timezone.localdate() + timedelta(days=ahead)).isoformat()


def go_away(user, until: str):
    member = user.memberships.first()
    data = {"member": member.pk, "until": until}
    address = f"/staff/team/{member.team_id}/absence/"
    return client_of(user).post(address, data, follow=True)


def hand(user, chosen, to="", by=None):
    member = user.memberships.get()
    address = f"/staff/team/{member.team_id}/away/?member={member.pk}"
    data = {"chosen": [one.reference for one in chosen], "to": to}
    return client_of(by or user).post(address, data, follow=True)


def owners(rows) -> list:
    return [Enquiry.objects.get(pk=one.pk).owner for one in rows]


def test_what_is_open_is_asked_and_handed_on(user, colleague, mine):
    page = go_away(user, day(5)).content.decode()
    assert [one.reference in page for one in mine] == [True] * 3
    assert colleague.username.partition("@")[0] in page
    page = hand(user, mine[:2], colleague.pk).content.decode()
    assert "2 enquiries changed." in page
    assert owners(mine) == [colleague, colleague, user]
    hand(user, mine[2:])
    assert owners(mine) == [colleague, colleague, None]


def test_it_can_be_taken_back(user, colleague, mine):
    go_away(user, day(5))
    client, member = client_of(user), user.memberships.get()
    data = {"chosen": [one.reference for one in mine], "to": colleague.pk}
    client.post(f"/staff/team/{member.team_id}/away/?member={member.pk}", data)
    client.post("/staff/many/undo/")
    assert owners(mine) == [user] * 3


def test_nothing_open_or_nobody_away_asks_nothing(user, colleague, mine):
    assert "What is open" not in go_away(colleague, day(5)).content.decode()
    assert "What is open" not in go_away(user, "").content.decode()
    assert "What is open" not in go_away(user, day(-3)).content.decode()
    # The control.
    assert "What is open" in go_away(user, day(0)).content.decode()


def test_nothing_ticked_is_said(user, colleague, mine):
    go_away(user, day(5))
    answer = hand(user, [], colleague.pk)
    assert answer.status_code == 422
    assert "Tick at least one enquiry." in answer.content.decode()
    assert owners(mine) == [user] * 3


def test_what_a_colleague_took_over_meanwhile_stays_theirs(user, colleague, mine):
    go_away(user, day(5))
    third = staff([factories.StudySite()])
    Membership.objects.create(user=third, team=user.memberships.get().team)
    reference = mine[0].reference
    client_of(third).post(f"/staff/enquiries/{reference}/claim/", {"from": user.pk})
    answer = hand(user, mine, colleague.pk)
    assert answer.status_code == 422
    assert owners(mine) == [third, user, user]


def test_whoever_sees_no_family_is_shown_none(user, colleague, mine):
    go_away(user, day(5))
    stranger = staff([factories.StudySite()])
    assert hand(user, mine, by=stranger).status_code == 404
    stranger.is_superuser = True
    stranger.save()
    page = hand(user, mine, by=stranger).content.decode()
    assert not any(one.reference in page for one in mine)
    assert owners(mine) == [user] * 3
