"""Mails in no conversation: the desk sees them, nobody else; after a month they go."""

from datetime import timedelta

import pytest
from django.test import Client

from contacts.conversation.actions import erasing, lost_links, rights
from contacts.conversation.actions.purging import purge_leftovers
from contacts.models import InboundEmail, Invitation, LinkRequest, Purpose
from tests.contacts.letters import came
from tests.factories import NOW, accepted, staff

pytestmark = pytest.mark.django_db
SITE = "site@example-hospital.example"
AWAY = {"sender": SITE, "auto_submitted": "auto-replied"}


@pytest.fixture
def enquiry(settings):
    settings.INBOUND_DOMAIN = "reply.portal.example"
    return accepted().enquiry


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def to_team(enquiry) -> str:
    return enquiry.emails.get(purpose=Purpose.ENQUIRY_TO_TEAM).reply_to


def test_the_desk_sees_what_was_put_aside_and_nobody_else_does(enquiry):
    mail = came(to_team(enquiry), "I am away.", **AWAY)
    came("nobody@portal.example", "For whom?", subject="Kanarienvogel")
    outsider = staff([])
    outsider.memberships.all().delete()
    for other in (staff([enquiry.site]), outsider):
        client = client_of(other)
        assert client.get("/staff/mail/").status_code == 404
        for deed in ("place", "delete"):
            assert client.post(f"/staff/mail/{mail.pk}/{deed}/").status_code == 404
    assert Client().get("/staff/mail/").status_code == 302
    assert InboundEmail.objects.count() == 2
    page = client_of(staff([], is_desk=True)).get("/staff/mail/").content.decode()
    for words in ("I am away.", "For whom?", enquiry.reference, "Kanarienvogel"):
        assert words in page


def test_the_desk_puts_a_mail_into_its_conversation_or_deletes_it(enquiry):
    desk = client_of(staff([], is_desk=True))
    mail = came(to_team(enquiry), "Please come.", **AWAY)
    done = desk.post(f"/staff/mail/{mail.pk}/place/")
    assert done["Location"] == f"/staff/enquiries/{enquiry.reference}/"
    assert enquiry.messages.last().body == "Please come."
    assert desk.post(f"/staff/mail/{mail.pk}/delete/").status_code == 404
    stray = came("nobody@portal.example", "For whom?", subject="Kanarienvogel")
    assert desk.post(f"/staff/mail/{stray.pk}/place/").status_code == 409
    assert desk.post(f"/staff/mail/{stray.pk}/delete/").status_code == 302
    assert not InboundEmail.objects.filter(pk=stray.pk).exists()
    assert "Nothing here." in desk.get("/staff/mail/").content.decode()


def test_after_a_month_what_was_put_aside_goes_and_conversations_stay(enquiry):
    came(to_team(enquiry), "Please come.", sender=SITE)
    came("nobody@portal.example", "For whom?", subject="Kanarienvogel")
    purge_leftovers(now=NOW + timedelta(days=29))
    assert InboundEmail.objects.count() == 2
    purge_leftovers(now=NOW + timedelta(days=30))
    assert InboundEmail.objects.get().body == "Please come."


def test_an_erasure_takes_stray_mails_of_the_person_along(enquiry):
    came("nobody@portal.example", "For whom?", subject="Kanarienvogel")
    came("nobody@portal.example", "Of another.", sender="other@x.example")
    erasing.erase_enquiry(enquiry=enquiry, now=NOW, by="enquirer")
    assert InboundEmail.objects.get().body == "Of another."


def test_requests_that_ran_out_are_deleted(enquiry):
    rights.ask_address_change(enquiry=enquiry, email="new@x.example", now=NOW)
    lost_links.ask_for_link(email="lena@families.example", language="en", now=NOW)
    team = staff([enquiry.site]).memberships.get().team
    Invitation.objects.create(
        team=team, email="neu@x.example", token_hash="0", invited_at=NOW
    )
    assert purge_leftovers(now=NOW + timedelta(hours=23)) == 0
    assert purge_leftovers(now=NOW + timedelta(days=3)) == 1
    assert not LinkRequest.objects.exists()
    assert purge_leftovers(now=NOW + timedelta(days=4)) == 1
    assert purge_leftovers(now=NOW + timedelta(days=8)) == 1
    assert not Invitation.objects.exists()
