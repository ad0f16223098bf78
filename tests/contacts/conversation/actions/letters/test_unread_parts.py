"""What of a mail cannot be read is said to its sender and shown beside its words."""

from email.message import EmailMessage

import pytest
from django.test import Client

from contacts.mail.models.inbound_words import UNREAD
from contacts.models import OutgoingEmail, Purpose
from tests.contacts.letters import came
from tests.factories import accepted, staff

pytestmark = pytest.mark.django_db
SITE = "site@example-hospital.example"
PARTS = {
    "picture": ("image", "png"),
    "encrypted": ("application", "pkcs7-mime"),
    "calendar": ("text", "calendar"),
    "winmail": ("application", "ms-tnef"),
}


@pytest.fixture
def sent(settings):
    settings.INBOUND_DOMAIN = "reply.portal.example"
    return accepted()


def mail_with(kind: str, sender: str) -> bytes:
    """Return a mail with words, and a part that holds none for us."""
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Message-ID"] = sender, "Re: Copy", "<u@x.y>"
    mail.set_content("See this.")
    main, sub = PARTS[kind]
    mail.add_attachment(b"x", maintype=main, subtype=sub)
    return mail.as_bytes()


@pytest.mark.parametrize("kind", PARTS)
def test_a_familys_mail(sent, kind):
    enquiry = sent.enquiry
    to = enquiry.emails.get(purpose=Purpose.COPY_TO_SENDER).reply_to
    came(to, raw=mail_with(kind, enquiry.email))
    told = OutgoingEmail.objects.get(purpose=Purpose.NOTICE_TO_FAMILY)
    assert str(UNREAD[kind]) in told.body_text
    staff_client = Client()
    staff_client.force_login(staff([enquiry.site]))
    for client, path in (
        (staff_client, f"/staff/enquiries/{enquiry.reference}/"),
        (Client(), f"/enquiries/{sent.token}/"),
    ):
        page = client.get(path).content.decode()
        assert "See this." in page
        assert f"Not read: {UNREAD[kind]}" in page


def test_a_teams_mail(sent):
    enquiry = sent.enquiry
    to = enquiry.emails.get(purpose=Purpose.ENQUIRY_TO_TEAM).reply_to
    came(to, raw=mail_with("picture", SITE))
    assert enquiry.messages.last().unread_words == [str(UNREAD["picture"])]
    told = OutgoingEmail.objects.get(purpose=Purpose.NOTICE_TO_TEAM)
    assert str(UNREAD["picture"]) in told.body_text


def test_a_mail_of_words_alone_says_nothing_of_it(sent):
    enquiry = sent.enquiry
    to = enquiry.emails.get(purpose=Purpose.COPY_TO_SENDER).reply_to
    came(to, "Only words.")
    assert enquiry.messages.last().unread == []
    assert "Not read" not in Client().get(f"/enquiries/{sent.token}/").content.decode()
