"""A wrong address is put right in the first hour; what went to it opens nothing."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from contacts.conversation.actions.addresses_put_right import put_address_right
from contacts.models import (
    AuditEvent,
    EmailState,
    Enquiry,
    OutgoingEmail,
    Purpose,
    address_hash,
)
from tests.factories import accepted
from tests.filled import filled

pytestmark = pytest.mark.django_db
RIGHT = "right@families.example"


@pytest.fixture
def sent():
    """One that was sent just now."""
    sent = accepted()
    Enquiry.objects.update(created_at=timezone.now())
    return sent


def path(sent, end: str = "") -> str:
    return f"/enquiries/{sent.token}/{end}"


def test_the_link_of_before_ends_and_the_copy_goes_anew(client: Client, sent):
    assert "Put it right" in client.get(path(sent)).content.decode()
    form = filled(client.get(path(sent, "address/")).content.decode())
    done = client.post(path(sent, "address/"), {**form, "email": RIGHT})
    assert done.status_code == 302
    assert client.get(path(sent)).status_code == 404
    page = client.get(done["Location"]).content.decode()
    assert f"The copy goes to {RIGHT} now" in page
    copy = OutgoingEmail.objects.get(purpose=Purpose.COPY_TO_SENDER)
    assert copy.to_address == RIGHT
    link = re.search(r"http://testserver(/enquiries/\S+)", copy.body_text)[1]
    assert client.get(link).status_code == 200
    assert sent.token not in copy.body_text
    enquiry = Enquiry.objects.get()
    assert (enquiry.email, enquiry.email_hash) == (RIGHT, address_hash(RIGHT))
    event = AuditEvent.objects.get(verb="CONTACT_CORRECTED")
    assert event.detail == {"what": "email", "is_put_right": True}
    assert RIGHT not in str(event.detail)


def test_the_form_sent_again_leads_to_the_page_and_makes_no_second(client, sent):
    word = put_address_right(
        enquiry=sent.enquiry, email=RIGHT, now=timezone.now(), by="enquirer"
    )
    assert Enquiry.objects.count() == 1
    assert client.get(f"/enquiries/{word}/").status_code == 200


def test_no_answer_of_the_team_goes_to_the_wrong_mailbox(sent, settings, client):
    settings.INBOUND_DOMAIN = ""
    now = timezone.now()
    put_address_right(enquiry=sent.enquiry, email=RIGHT, now=now, by="enquirer")
    # It had not left: one mail, whose page shows the right address.
    assert OutgoingEmail.objects.filter(purpose=Purpose.ENQUIRY_TO_TEAM).count() == 1
    link = f"/for-teams/{sent.enquiry.team_links.get().secret}/"
    assert RIGHT in client.post(link, {"open": ""}).content.decode()
    OutgoingEmail.objects.update(state=EmailState.SENT, sent_at=now)
    other = "other@families.example"
    put_address_right(enquiry=sent.enquiry, email=other, now=now, by="enquirer")
    notice = OutgoingEmail.objects.get(purpose=Purpose.MESSAGE_TO_TEAM)
    assert other not in notice.body_text
    assert link in notice.body_text
    assert other in client.post(link, {"open": ""}).content.decode()


def test_after_the_hour_the_new_mailbox_has_to_confirm(client: Client, sent):
    Enquiry.objects.update(created_at=timezone.now() - timedelta(minutes=61))
    assert "Put it right" not in client.get(path(sent)).content.decode()
    for answer in (
        client.get(path(sent, "address/")),
        client.post(path(sent, "address/"), {"email": RIGHT}),
    ):
        assert answer["Location"] == path(sent, "contact/")
    late = put_address_right(
        enquiry=sent.enquiry, email=RIGHT, now=timezone.now(), by="enquirer"
    )
    assert late is None
    assert Enquiry.objects.get().email == "lena@families.example"


def test_a_slip_is_asked_about_here_too(client: Client, sent):
    asked = client.post(path(sent, "address/"), {"email": "lena@gmial.com"})
    assert asked.status_code == 422
    assert "Did you mean" in asked.content.decode()
    client.post(
        path(sent, "address/"),
        {"email": "lena@gmial.com", "email_meant": "lena@gmail.com"},
    )
    assert Enquiry.objects.get().email == "lena@gmail.com"


def test_strangers_cannot_be_written_to_without_end(client: Client, sent):
    token, codes = sent.token, []
    for number in range(4):
        answer = client.post(
            f"/enquiries/{token}/address/", {"email": f"a{number}@families.example"}
        )
        codes.append(answer.status_code)
        token = Enquiry.objects.get().page_secret
    assert codes == [302, 302, 302, 429]


def test_a_bounced_copy_shows_with_the_way_to_put_it_right(client: Client, sent):
    Enquiry.objects.update(email_bounced_at=timezone.now())
    page = client.get(path(sent)).content.decode()
    assert "Our e-mail to lena@families.example came back." in page
    assert path(sent, "address/") in page
    client.post(path(sent, "address/"), {"email": RIGHT})
    assert Enquiry.objects.get().email_bounced_at is None


def test_an_address_is_added_where_none_was(client: Client):
    sent = accepted(email="", channel="PHONE")
    Enquiry.objects.update(created_at=timezone.now())
    assert "Add it" in client.get(path(sent)).content.decode()
    client.post(path(sent, "address/"), {"email": RIGHT})
    enquiry = Enquiry.objects.get()
    assert (enquiry.email, enquiry.channel) == (RIGHT, "EITHER")


def test_an_address_that_is_added_is_said_once_and_no_longer_missed(client: Client):
    sent = accepted(email="")
    Enquiry.objects.update(created_at=timezone.now())
    form = filled(client.get(path(sent, "address/")).content.decode())
    done = client.post(path(sent, "address/"), {**form, "email": RIGHT})
    page = client.get(done["Location"]).content.decode()
    assert page.count("The copy goes to") == 1
    assert "You gave no e-mail address" not in page
    assert "also without your e-mail" in page
