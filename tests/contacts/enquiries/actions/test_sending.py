"""An enquiry is written whole or not at all, and once."""

from datetime import date
from uuid import UUID

import pytest
from django.db import IntegrityError, connection
from django.utils import translation

from contacts.enquiries.actions import accepting, sending
from contacts.enquiries.actions.opening import open_enquiry
from contacts.models import (
    AuditEvent,
    EmailState,
    Enquiry,
    Message,
    OutgoingEmail,
    Purpose,
    RoutedTo,
    Verb,
)
from portal.lib.tokens import token_hash
from tests import factories
from tests.factories import NOW, accepted

pytestmark = pytest.mark.django_db
KEY = UUID("11111111-2222-4333-8444-555555555555")


def test_everything_that_has_to_follow_is_written():
    sent = accepted(text="May we come?")
    enquiry = Enquiry.objects.get()
    assert enquiry.token_hash == token_hash(sent.token)
    assert enquiry.messages.get().body == "May we come?"
    assert list(enquiry.emails.values_list("purpose", "state").order_by("purpose")) == [
        (Purpose.COPY_TO_SENDER, EmailState.QUEUED),
        (Purpose.ENQUIRY_TO_TEAM, EmailState.QUEUED),
    ]
    assert AuditEvent.objects.get().verb == Verb.ENQUIRY_SENT
    # Tuesday, half past five in Hangzhou: three working days count from Wednesday.
    assert enquiry.answer_due_on == date(2026, 11, 30)


def test_nothing_is_written_when_a_part_fails(monkeypatch):
    # One of the last rows, which the database refuses.
    monkeypatch.setattr(sending, "word_hashes", lambda *_names: [None])
    with pytest.raises(IntegrityError):
        accepted()
    assert Enquiry.objects.count() == 0
    assert Message.objects.count() == 0


def test_the_same_form_twice_is_one_enquiry_with_one_receipt():
    site = factories.site_with_contact()
    first = accepted(site, key=KEY)
    again = accepted(site, key=KEY)
    assert (first.is_new, again.is_new) == (True, False)
    assert again.is_changed is False
    assert again.token == first.token
    assert Enquiry.objects.count() == 1
    assert OutgoingEmail.objects.count() == 2


def test_other_words_under_the_same_key_are_not_dropped_silently():
    site = factories.site_with_contact()
    accepted(site, key=KEY, text="First words")
    again = accepted(site, key=KEY, text="Second words")
    assert again.is_changed is True
    assert Message.objects.get().body == "First words"


@pytest.mark.parametrize(
    ("has_site_contact", "has_central", "kind", "address"),
    [
        (True, True, RoutedTo.SITE_CONTACT, "site@example-hospital.example"),
        (False, True, RoutedTo.CENTRAL_CONTACT, "central@example-hospital.example"),
        (False, False, RoutedTo.PORTAL_DESK, "desk@portal.example"),
    ],
)
def test_the_fallback_is_said_on_the_enquiry(
    has_site_contact, has_central, kind, address
):
    site = factories.site_with_contact() if has_site_contact else factories.StudySite()
    if has_central:
        factories.StudyContact(study=site.study)
    enquiry = accepted(site).enquiry
    assert enquiry.routed_to == kind
    team_mail = enquiry.emails.get(purpose=Purpose.ENQUIRY_TO_TEAM)
    assert team_mail.to_address == address


def test_personal_words_are_not_readable_in_the_database():
    accepted(text="a canary in the message", first_name="Canaria")
    with connection.cursor() as cursor:
        for table in ("contacts_enquiry", "contacts_message", "contacts_outgoingemail"):
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 - our own names
            stored = repr(cursor.fetchall())
            assert "canary" not in stored
            assert "Canaria" not in stored
            assert "lena@families.example" not in stored


def test_the_mails_say_what_they_must_and_no_more():
    site = factories.site_read_in_english()
    sent = accepted(site, text="Is there a place?", language="en")
    copy = sent.enquiry.emails.get(purpose=Purpose.COPY_TO_SENDER)
    team = sent.enquiry.emails.get(purpose=Purpose.ENQUIRY_TO_TEAM)
    assert copy.subject == f"Copy of your message {sent.enquiry.reference}"
    assert team.subject == f"New enquiry {sent.enquiry.reference}"
    assert f"http://testserver/enquiries/{sent.token}/" in copy.body_text
    assert "Is there a place?" in copy.body_text
    assert sent.token not in team.body_text + team.body_html
    word = sent.enquiry.team_links.get().secret
    assert f"http://testserver/for-teams/{word}/" in team.body_text
    for one in ("Is there a place?", "Lena", "lena@families.example", "5550", "upus"):
        assert one not in team.subject + team.body_text + team.body_html
    assert team.reply_to == ""


def test_a_mail_shows_markup_as_text():
    sent = accepted(text="<script>alert(1)</script> & so on")
    mail = sent.enquiry.emails.get(purpose=Purpose.COPY_TO_SENDER)
    assert "<script>alert(1)</script> & so on" in mail.body_text
    assert "<script>" not in mail.body_html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; so on" in mail.body_html


def test_the_copy_speaks_the_language_of_the_page():
    with translation.override("zh-hans"):
        sent = accepted(language="zh-hans")
    copy = sent.enquiry.emails.get(purpose=Purpose.COPY_TO_SENDER)
    assert "/zh-hans/enquiries/" in copy.body_text
    assert "您" in copy.body_text


def test_the_first_opening_counts():
    enquiry = accepted().enquiry
    assert open_enquiry(enquiry=enquiry, now=NOW, by="user:1") is True
    assert open_enquiry(enquiry=enquiry, now=NOW, by="user:2") is False
    opened = AuditEvent.objects.filter(verb=Verb.ENQUIRY_OPENED)
    assert [event.by for event in opened] == ["user:1"]


def test_no_mail_and_no_broker_is_needed_to_accept(settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert accepted().is_new
    assert Enquiry.objects.get().consent_version == accepting.CONSENT_VERSION
