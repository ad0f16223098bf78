"""A new SECRET_KEY ends sessions and nothing else."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from contacts.conversation.actions.lost_links import send_lost_links
from contacts.models import Enquiry, InboundEmail, Notebook, OutgoingEmail, Purpose
from portal import keyring
from tests.alerts import queued, study
from tests.contacts.letters import came
from tests.lives import EMAIL, MESSAGE, SAID, Lives, lived, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def lives(settings) -> Lives:
    settings.INBOUND_DOMAIN = "reply.portal.example"
    return lived()


@pytest.fixture
def _new_key(lives, settings) -> None:
    """As after a restart with another key."""
    settings.SECRET_KEY = "another " + "y" * 50
    keyring.known.clear()


@pytest.mark.usefixtures("_new_key")
def test_every_link_lives_on(lives):
    paths = lives.links()
    kinds = {re.sub(r"/[0-9a-f]{64}/.*|/new/.+", "", path) for path in paths}
    assert kinds == {
        "/for-teams",
        *("/enquiries", "/enquiries/address", "/alerts/confirm", "/notes/shared"),
        *("/staff/invitations", "/staff/password"),
    }
    for path in paths:
        answer = Client().get(path, follow=True)
        assert answer.status_code == 200, path
        assert not answer.context.get("token_fail"), path


@pytest.mark.usefixtures("_new_key")
def test_the_session_ends(lives):
    assert lives.staff.get("/staff/").status_code == 302


def test_the_session_is_there_before(lives):
    assert lives.staff.get("/staff/").status_code == 200


@pytest.mark.usefixtures("_new_key")
def test_later_mails_lead_to_the_same_page(lives):
    before = OutgoingEmail.objects.latest("pk").pk
    lives.family.post("/enquiries/lost/", {"email": EMAIL})
    send_lost_links(now=timezone.now())
    mail = OutgoingEmail.objects.latest("pk")
    assert (mail.purpose, mail.pk > before) == (Purpose.LINK_TO_FAMILY, True)
    assert lives.page in mail.body_text


@pytest.mark.usefixtures("_new_key")
def test_an_answer_to_an_earlier_mail_is_taken_in(lives):
    enquiry = Enquiry.objects.get()
    for purpose in (Purpose.COPY_TO_SENDER, Purpose.ENQUIRY_TO_TEAM):
        to = enquiry.emails.get(purpose=purpose).reply_to
        is_team = purpose == Purpose.ENQUIRY_TO_TEAM
        came(to, "Mailed.", sender=enquiry.team_email if is_team else EMAIL)
    assert set(InboundEmail.objects.values_list("state", flat=True)) == {"TAKEN"}


@pytest.mark.usefixtures("_new_key")
def test_a_form_of_before_is_the_same_form(lives):
    again = Client().post(MESSAGE, {**SAID, "key": lives.key})
    assert again["Location"] == lives.page
    assert Enquiry.objects.count() == 1


@pytest.mark.usefixtures("_new_key")
def test_names_notes_and_alerts_are_found(lives):
    assert Enquiry.objects.named("fischer").exists()
    assert "What does this mean?" in lives.family.get("/notes/").content.decode()
    assert Notebook.objects.count() == 1
    write(lives.family, lives.page, "And after the new key.")
    confirm = next(path for path in lives.links() if "/alerts/confirm/" in path)
    assert Client().post(confirm).status_code in {200, 302, 303}
    new = study(conditions=["Lupus"])
    assert queued(timezone.now()) == 1
    assert new
