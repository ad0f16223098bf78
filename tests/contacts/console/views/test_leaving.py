"""Who leaves opens nothing more and keeps nothing; somebody stands in for them."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from contacts.conversation.actions.leaving import close_account
from contacts.conversation.actions.moving_places import give_hospital_to_team
from contacts.models import (
    AuditEvent,
    Enquiry,
    Facility,
    FacilityPlace,
    Invitation,
    OutgoingEmail,
    Role,
    Team,
    Verb,
)
from contacts.teams.actions.members import add_member
from tests.administrators import OUTSIDERS, administrator, outsider, signed_in
from tests.contacts.teams.test_accounts import enter
from tests.factories import NOW, accepted, site_with_contact, staff

pytestmark = pytest.mark.django_db
PEOPLE = "/staff/people/"


@pytest.fixture
def leaver():
    """Somebody who takes care of an enquiry of their team."""
    enquiry = accepted().enquiry
    user = staff([enquiry.site])
    Enquiry.objects.update(owner=user, claimed_at=NOW)
    return user


def deputy_of(team: Team):
    return add_member(
        team=team, email="deputy@site.example", password="x" * 20, role=Role.DEPUTY
    )


def mails_to(address: str):
    return [one for one in OutgoingEmail.objects.all() if one.to_address == address]


def test_one_press_ends_all_and_names_who_stands_in(leaver):
    team = leaver.memberships.get().team
    deputy = deputy_of(team)
    add_member(team=team, email="c@site.example", password="x" * 20)
    own = signed_in(leaver)
    assert own.get("/staff/").status_code == 200
    page = signed_in(administrator()).post(f"{PEOPLE}{leaver.pk}/left/")
    assert "deputy@site.example" in page.content.decode()
    assert "1 enquiry is free again" in page.content.decode()
    assert own.get("/staff/").status_code == 302
    leaver.refresh_from_db()
    assert not leaver.is_active
    assert not leaver.memberships.exists()
    assert Enquiry.objects.get().owner is None
    (mail,) = mails_to(deputy.email)
    assert "has left the team" in mail.subject
    assert not mails_to("c@site.example")
    event = AuditEvent.objects.get(verb=Verb.ACCOUNT_CLOSED)
    assert event.detail == {"user": leaver.pk, "teams": 1, "freed": 1}


def test_a_team_that_nobody_is_left_in_is_the_desks_to_fill(leaver, settings):
    page = signed_in(administrator()).post(f"{PEOPLE}{leaver.pk}/left/")
    assert "Nobody is left in this team" in page.content.decode()
    (mail,) = mails_to(settings.PORTAL_DESK_EMAIL)[-1:]
    assert "Nobody is left" in mail.subject


def test_reopened_the_account_is_empty(leaver):
    tracked, untracked = enter(leaver), signed_in(leaver)
    assert tracked.get("/staff/").status_code == 200
    close_account(user=leaver, now=NOW, by="x")
    leaver.is_active = True
    leaver.save()
    for session in (tracked, untracked):
        assert session.get("/staff/").status_code == 302
    fresh = signed_in(leaver)
    reference = Enquiry.objects.get().reference
    assert fresh.get(f"/staff/enquiries/{reference}/").status_code == 404


def test_nobody_closes_their_own_account():
    admin = administrator()
    client = signed_in(admin)
    assert client.post(f"{PEOPLE}{admin.pk}/left/").status_code == 403
    assert client.post(f"{PEOPLE}{admin.pk}/factor/").status_code == 403
    admin.refresh_from_db()
    assert admin.is_active
    assert Authenticator.objects.filter(user=admin).exists()


def test_a_second_administrator_resets_a_lost_factor():
    lost = administrator()
    client = signed_in(administrator())
    assert client.post(f"{PEOPLE}{lost.pk}/factor/").status_code == 302
    assert not Authenticator.objects.filter(user=lost).exists()


@pytest.mark.parametrize("kind", OUTSIDERS)
@pytest.mark.parametrize("end", ["left/", "factor/"])
def test_nobody_else_closes_or_resets(leaver, kind, end):
    client = outsider(kind, [site_with_contact()])
    assert client.post(f"{PEOPLE}{leaver.pk}/{end}").status_code in {302, 404}
    leaver.refresh_from_db()
    assert leaver.is_active
    assert Authenticator.objects.filter(user=leaver).exists()
    assert not Invitation.objects.exists()


def test_an_enquiry_at_a_hospital_that_changes_its_team_is_free(leaver):
    enquiry = Enquiry.objects.get()
    home = Facility.objects.create(name="A", team=leaver.memberships.get().team)
    FacilityPlace.objects.create(
        facility=home, site=enquiry.site, confirmed_at=NOW, by="x"
    )
    other = Team.objects.create(name="Other")
    give_hospital_to_team(facility=home, team=other, now=NOW, by="x")
    enquiry.refresh_from_db()
    assert (enquiry.owner, enquiry.claimed_at) == (None, None)
    assert list(other.sites.all()) == [enquiry.site]


def test_an_enquiry_that_the_owner_still_sees_stays_theirs(leaver):
    enquiry = Enquiry.objects.get()
    home = Facility.objects.create(name="A")
    FacilityPlace.objects.create(
        facility=home, site=enquiry.site, confirmed_at=NOW, by="x"
    )
    give_hospital_to_team(
        facility=home, team=leaver.memberships.get().team, now=NOW, by="x"
    )
    enquiry.refresh_from_db()
    assert enquiry.owner == leaver
    assert Client().get("/staff/").status_code == 302
