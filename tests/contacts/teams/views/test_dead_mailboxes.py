"""A mailbox that takes no mail is shown where somebody can do something about it."""

import pytest
from django.test import Client

from contacts.models import DeadAddress, Enquiry, OutgoingEmail, Team, address_hash
from tests import factories
from tests.factories import NOW, accepted, staff

pytestmark = pytest.mark.django_db
SITE = "site@example-hospital.example"


@pytest.fixture
def enquiry() -> Enquiry:
    return accepted().enquiry


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def die(address: str, kind: str = "bounced") -> None:
    DeadAddress.objects.create(address_hash=address_hash(address), kind=kind, since=NOW)


def test_the_teams_page_shows_and_lifts_it(enquiry):
    user = staff([enquiry.site])
    path = f"/staff/team/{user.memberships.get().team_id}/"
    member = client_of(user)
    assert "takes no mail" not in member.get(path).content.decode()
    die(SITE)
    die(user.email)
    page = member.get(path).content.decode()
    assert SITE in page
    assert page.count("takes no mail since November 24, 2026") == 2
    assert member.post(f"{path}mailbox/", {"address": SITE}).status_code == 302
    member.post(f"{path}mailbox/", {"address": user.email})
    assert not DeadAddress.objects.exists()


def test_nobody_lifts_what_is_not_their_teams(enquiry):
    team = staff([enquiry.site]).memberships.get().team
    die(SITE)
    die("lena@families.example")
    colleague = staff([factories.StudySite()])
    other = client_of(colleague)
    own = f"/staff/team/{colleague.memberships.get().team_id}/mailbox/"
    for path in (f"/staff/team/{team.pk}/mailbox/", own):
        for address in (SITE, "lena@families.example"):
            assert other.post(path, {"address": address}).status_code == 404
    assert DeadAddress.objects.count() == 2


def test_the_enquirys_page_says_which_mailbox_is_dead_and_how(enquiry):
    member = client_of(staff([enquiry.site]))
    path = f"/staff/enquiries/{enquiry.reference}/"
    page = member.get(path).content.decode()
    assert "takes no mail" not in page
    die(SITE)
    assert "The team's mailbox takes no mail." in page_of(member, path)
    die("lena@families.example", "complained")
    Enquiry.objects.update(email_bounced_at=NOW)
    page = page_of(member, path)
    assert "called an e-mail of ours unwanted" in page
    assert "The family's e-mail address takes no mail." not in page
    DeadAddress.objects.update(kind="bounced")
    assert "The family's e-mail address takes no mail." in page_of(member, path)


def page_of(client: Client, path: str) -> str:
    return client.get(path).content.decode().replace("&#x27;", "'")


def test_the_family_reads_of_its_complaint(client):
    sent = accepted()
    OutgoingEmail.objects.filter(purpose="COPY_TO_SENDER").update(
        state="BOUNCED", last_error="complained"
    )
    page = page_of(client, f"/enquiries/{sent.token}/")
    assert "called an e-mail of ours unwanted" in page
    assert "could not be sent to your address" not in page


def test_the_admin_shows_and_lifts_it(enquiry):
    user = staff([enquiry.site])
    user.is_staff = user.is_superuser = True
    user.save()
    die(SITE)
    admin, team = client_of(user), Team.objects.get()
    page = admin.get(f"/admin/contacts/team/{team.pk}/change/").content.decode()
    assert f"{SITE} (bounced since 2026-11-24)" in page
    chosen = {"action": "use_mailboxes_again", "_selected_action": [team.pk]}
    admin.post("/admin/contacts/team/", chosen)
    assert not DeadAddress.objects.exists()
