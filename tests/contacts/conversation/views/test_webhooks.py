"""What providers post: checked, kept once, and acted on by the worker."""

import base64
import json

import pytest
from django.test import Client

from contacts.conversation.actions.letters.reading import read_letters, read_reports
from contacts.conversation.actions.lost_mails.bounces import take_reports
from contacts.models import EmailState, InboundEmail, MailEvent, Purpose, RawPost
from tests.factories import NOW, accepted

pytestmark = pytest.mark.django_db
SECRET = base64.b64encode(b"portal:a-secret-of-the-tests").decode()


def post(path: str, body: dict, secret: str = SECRET):
    return Client().post(
        f"/webhooks/postmark/{path}/",
        json.dumps(body),
        content_type="application/json",
        headers={"Authorization": f"Basic {secret}"},
    )


def bounce(message_id: str, recipient: str) -> dict:
    return {
        "RecordType": "Bounce",
        "ID": 4323372036854775807,
        "Type": "HardBounce",
        "TypeCode": 1,
        "MessageID": message_id,
        "Email": recipient,
        "BouncedAt": "2026-11-24T09:31:00Z",
        "Details": "no such user",
        "Description": "gone",
    }


def test_a_forged_report_is_refused():
    answer = post("tracking", bounce("x", "a@b.example"), secret="d3Jvbmc6d3Jvbmc=")
    assert answer.status_code == 400
    assert not MailEvent.objects.exists()


def test_a_bounce_is_kept_once_and_acted_on():
    enquiry = accepted().enquiry
    mail = enquiry.emails.get(purpose=Purpose.COPY_TO_SENDER)
    type(mail).objects.filter(pk=mail.pk).update(provider_id="pm-1")
    for _ in range(3):
        said = bounce("pm-1", "lena@families.example")
        assert post("tracking", said).status_code == 200
    read_reports(now=NOW)
    assert MailEvent.objects.count() == 1
    # What the provider posted is gone once it has been read.
    assert not RawPost.objects.exists()
    assert "lena" not in str(list(MailEvent.objects.values()))
    take_reports(now=NOW, by="worker")
    mail.refresh_from_db()
    assert mail.state == EmailState.BOUNCED
    enquiry.refresh_from_db()
    assert enquiry.email_bounced_at


def inbound(to: str, text: str, **changes) -> dict:
    usual = {
        "FromFull": {"Email": "lena@families.example", "Name": "Lena"},
        "ToFull": [{"Email": to, "Name": ""}],
        "CcFull": [],
        "BccFull": [],
        "OriginalRecipient": to,
        "Subject": "Re: Copy",
        "TextBody": text,
        "HtmlBody": "",
        "StrippedTextReply": "",
        "Headers": [{"Name": "Message-ID", "Value": "<1@x.example>"}],
        "Attachments": [],
    }
    return {**usual, **changes}


def test_a_replied_mail_becomes_a_message(settings):
    settings.INBOUND_DOMAIN = "reply.portal.example"
    enquiry = accepted().enquiry
    to = enquiry.emails.get(purpose=Purpose.COPY_TO_SENDER).reply_to
    assert post("inbound", inbound(to, "Yes, please.")).status_code == 200
    assert post("inbound", inbound(to, "Yes, please.")).status_code == 200
    read_letters(now=NOW, by="worker")
    assert InboundEmail.objects.count() == 1
    assert enquiry.messages.last().body == "Yes, please."


def test_an_html_only_mail_is_read_as_text(settings):
    settings.INBOUND_DOMAIN = "reply.portal.example"
    enquiry = accepted().enquiry
    to = enquiry.emails.get(purpose=Purpose.COPY_TO_SENDER).reply_to
    markup = "<p>Yes,</p><script>alert(1)</script><b>please</b>"
    post("inbound", inbound(to, "", HtmlBody=markup))
    read_letters(now=NOW, by="worker")
    body = enquiry.messages.last().body
    assert "Yes," in body
    assert "please" in body
    assert "<" not in body
    assert "alert" not in body
