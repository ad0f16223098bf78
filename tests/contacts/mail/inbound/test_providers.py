"""Every provider that anymail names: proof, then kept, then read from what was kept."""

import base64
import dataclasses
import io

import pytest
from anymail.urls import urlpatterns as known_to_anymail
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from django.test import Client, RequestFactory
from django.urls import resolve, reverse

from contacts.conversation.actions.letters.reading import read_letters
from contacts.mail import webhooks
from contacts.mail.inbound.files import read_post
from contacts.mail.inbound.formfields import find_fields
from contacts.mail.models.posts import PostState, RawPost
from contacts.models import InboundEmail, InboundState, Purpose
from tests.contacts.letters import raw_mail
from tests.contacts.mail.provider_posts import (
    BASIC,
    FORM,
    INBOUND,
    SIGNING,
    Posted,
    form,
    mailgun_mime,
    postmark_parsed,
    sendgrid_raw,
    signed,
)
from tests.factories import NOW, accepted

pytestmark = [
    pytest.mark.django_db,
    # anymail says that nobody there uses SendGrid any more.
    pytest.mark.filterwarnings("ignore::anymail.exceptions.AnymailNotSupportedWarning"),
]
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture(autouse=True)
def _providers(settings):
    public = KEY.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    settings.INBOUND_DOMAIN = "reply.portal.example"
    settings.ANYMAIL = {
        "WEBHOOK_SECRET": "portal:a-secret-of-the-tests",
        "MAILGUN_WEBHOOK_SIGNING_KEY": SIGNING,
        "MANDRILL_WEBHOOK_KEY": SIGNING,
        "MAILERSEND_INBOUND_SECRET": SIGNING,
        "POSTAL_WEBHOOK_KEY": base64.b64encode(public).decode(),
        "BREVO_API_KEY": "a-key",
    }


@pytest.fixture
def enquiry():
    return accepted().enquiry


def family_address(enquiry) -> str:
    return enquiry.emails.get(purpose=Purpose.COPY_TO_SENDER).reply_to


def send(posted: Posted, authorization: str = BASIC):
    headers = {"Authorization": authorization, **posted.headers}
    if "postal" in posted.path:
        proof = KEY.sign(posted.body, padding.PKCS1v15(), hashes.SHA1())  # noqa: S303 - Postal's own
        headers["X-Postal-Signature"] = base64.b64encode(proof).decode()
    return Client().post(
        f"/webhooks/{posted.path}/",
        posted.body,
        content_type=posted.content_type,
        headers=headers,
    )


@pytest.mark.parametrize("provider", INBOUND)
def test_a_providers_post_is_kept_whole_and_read_later(provider, enquiry):
    raw = raw_mail("Yes, please.")
    posted = INBOUND[provider](raw, family_address(enquiry))
    assert send(posted).status_code == 200
    # Nothing was read in the request.
    assert not InboundEmail.objects.exists()
    assert read_post(RawPost.objects.get()) == posted.body
    read_letters(now=NOW, by="worker")
    mail = InboundEmail.objects.get()
    assert (mail.state, mail.reason) == (InboundState.TAKEN, "")
    assert enquiry.messages.last().body == "Yes, please."
    # A provider that was not sure posts again.
    send(posted)
    read_letters(now=NOW, by="worker")
    assert InboundEmail.objects.count() == 1
    assert enquiry.messages.count() == 2


@pytest.mark.parametrize("provider", INBOUND)
def test_without_the_proof_nothing_is_kept(provider, enquiry):
    posted = INBOUND[provider](raw_mail("No."), family_address(enquiry))
    assert send(posted, "Basic d3Jvbmc6d3Jvbmc=").status_code == 400
    assert not RawPost.objects.exists()


@pytest.mark.parametrize("provider", ["mailgun_mime", "mandrill", "mailersend"])
def test_the_secret_alone_does_not_replace_a_signature(provider, enquiry):
    posted = INBOUND[provider](raw_mail("No."), family_address(enquiry))
    for old, new in ((b"signature", b"signatura"), (b"Yes", b"Yet"), (b"No.", b"Yo.")):
        forged = dataclasses.replace(posted, body=posted.body.replace(old, new))
        if provider == "mailgun_mime" and old != b"signature":
            continue
        if forged.body != posted.body:
            assert send(forged).status_code == 400
    assert not RawPost.objects.exists()


def test_every_address_of_anymails_is_ours():
    ours = {pattern.name: pattern for pattern in webhooks.urlpatterns}
    assert set(ours) == {pattern.name for pattern in known_to_anymail}
    for pattern in ours.values():
        assert issubclass(pattern.callback.view_class, webhooks.KeepFirst)
        assert getattr(pattern.callback, "csrf_exempt", False)
    assert reverse("anymail:postmark_inbound_webhook") == "/webhooks/postmark/inbound/"


@pytest.mark.parametrize("make", [mailgun_mime, sendgrid_raw])
def test_bytes_that_are_no_utf8_are_read_as_they_came(make, enquiry):
    raw = (
        b"From: lena@families.example\r\nMessage-ID: <8bit@x.example>\r\n"
        b"Content-Type: text/plain; charset=iso-8859-1\r\n"
        b"Content-Transfer-Encoding: 8bit\r\n\r\nGr\xfc\xdfe"
    )
    send(make(raw, family_address(enquiry)))
    read_letters(now=NOW, by="worker")
    assert enquiry.messages.last().body == "Grüße"


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b'{"TextBody": 5}', b"[]"])
def test_what_cannot_be_unpacked_is_visible(body):
    assert send(Posted("postmark/inbound", body)).status_code == 200
    read_letters(now=NOW, by="worker")
    assert RawPost.objects.get().state in {PostState.UNREADABLE, PostState.READ}
    stray = InboundEmail.objects.get()
    assert (stray.state, bool(stray.reason)) == (InboundState.REFUSED, True)


def test_a_full_day_makes_the_provider_wait(settings, enquiry):
    settings.INBOUND_BYTES_PER_DAY = 100
    answer = send(postmark_parsed(raw_mail("Later."), family_address(enquiry)))
    assert (answer.status_code, answer["Retry-After"]) == (503, "900")
    assert not RawPost.objects.exists()


def test_what_is_longer_than_any_mail_is_refused_unread(settings, enquiry):
    settings.INBOUND_LIMIT = 100
    answer = send(postmark_parsed(raw_mail("Long."), family_address(enquiry)))
    assert answer.status_code == 413


def test_what_has_no_length_or_is_cut_off_stays_with_the_provider(enquiry):
    """Neither becomes an empty or a halved letter that seems to have been taken."""
    posted = postmark_parsed(raw_mail("Whole."), family_address(enquiry))
    path, length = f"/webhooks/{posted.path}/", str(len(posted.body) + 100)
    kind, proof = posted.content_type, {"Authorization": BASIC}
    chunked = Client().post(
        path,
        posted.body,
        content_type=kind,
        headers={**proof, "Transfer-Encoding": "chunked"},
    )
    cut_off = RequestFactory().post(
        path, posted.body, content_type=kind, headers=proof, CONTENT_LENGTH=length
    )
    # The test client itself forbids what a broken line does.
    cut_off._stream = io.BytesIO(posted.body)
    assert chunked.status_code == 411
    assert resolve(path).func(cut_off).status_code == 503
    assert not RawPost.objects.exists()


def test_a_provider_may_ask_whether_we_are_there():
    assert Client().head("/webhooks/mandrill/").status_code == 200


def test_more_files_than_a_form_of_ours_may_have(enquiry):
    """Django takes 100 files and 600 fields; a mail is not refused for having more."""
    more = {f"attachment-{n}": "x" for n in range(700)}
    raw = raw_mail("Many.")
    posted = mailgun_mime(raw, family_address(enquiry))
    told = {"recipient": family_address(enquiry), **signed(), "body-mime": raw, **more}
    many = dataclasses.replace(posted, body=form(told), content_type=FORM)
    assert send(many).status_code == 200
    read_letters(now=NOW, by="worker")
    assert enquiry.messages.last().body == "Many."


def test_fields_are_found_where_a_form_has_them():
    body = form({"words": 'name="token"\r\n\r\nfalse\r\n--', "token": "true"})
    assert find_fields(body, ["token", "signature"]) == {"token": "true"}


def test_one_mail_to_two_conversations_reaches_both(enquiry):
    other = accepted().enquiry
    raw = raw_mail("To both.")
    both = f"{family_address(enquiry)}, {family_address(other)}"
    for _ in range(2):
        send(mailgun_mime(raw, both))
    read_letters(now=NOW, by="worker")
    for one in (enquiry, other):
        assert [m.body for m in one.messages.all()][1:] == ["To both."]
