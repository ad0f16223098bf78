"""A mail that cannot be written as it should be goes plainly, and the alarm sounds."""

import shutil
from pathlib import Path

import pytest

from contacts.mail import delivery
from contacts.mail.refusals import SendOutcome
from contacts.models import AuditEvent, EmailState, OutgoingEmail, Purpose, Verb
from portal.alarms.kinds import AlarmKind
from portal.alarms.models import Alarm
from portal.health.conditions import CONDITIONS
from tests.contacts.mail.late.sending import SAID, send, text_of
from tests.factories import NOW, accepted

pytestmark = pytest.mark.django_db(transaction=True)
TEMPLATES = Path(__file__).resolve().parents[4] / "templates"


@pytest.fixture
def broken(settings, tmp_path):
    """Break a template of the mails' own, as a bad update would."""
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    settings.TEMPLATES = [
        {**settings.TEMPLATES[0], "DIRS": [tmp_path / "templates"]},
    ]

    def break_template(name: str) -> None:
        path = tmp_path / "templates" / "emails" / name
        path.write_text("{% load no_such_library %}", encoding="utf-8")

    return break_template


def test_what_cannot_be_written_goes_plain_and_the_alarm_sounds(
    broken, enquiry, to_team, copy, mail_to_sink
):
    broken("copy_to_sender/body.html")
    assert (send(copy), send(to_team)) == (SendOutcome.SENT, SendOutcome.SENT)
    plain, whole = mail_to_sink.mails
    assert SAID in text_of(plain)
    assert enquiry.reference in text_of(plain)
    assert f"/enquiries/{enquiry.page_secret}/" in text_of(plain)
    assert SAID in plain.get_body(("html",)).get_content()
    assert "for-teams" in text_of(whole)
    copy.refresh_from_db()
    to_team.refresh_from_db()
    assert (copy.letter, copy.attempts, copy.state) == ("plain", 1, EmailState.SENT)
    assert to_team.letter == "arrival"
    alarm = Alarm.objects.get(kind=AlarmKind.WORDS)
    assert alarm.detail == {
        "letter": "copy_to_sender",
        "error": "TemplateSyntaxError",
    }
    OutgoingEmail.objects.update(sent_at=delivery.from_now(delivery.LEASE))
    assert CONDITIONS[AlarmKind.WORDS](NOW) == {"mails_in_a_day": 1}


def test_a_plain_mail_to_a_mailbox_that_gets_no_words_has_none(
    broken, enquiry, to_team, mail_to_sink
):
    broken("letter/body.txt")
    send(to_team)
    (plain,) = mail_to_sink.mails
    assert enquiry.reference in text_of(plain)
    assert "/for-teams/" in text_of(plain)
    assert SAID not in plain.as_string()


def test_a_plain_mail_to_a_discreet_family_is_the_link_alone(broken, mail_to_sink):
    enquiry = accepted(is_discreet=True).enquiry
    broken("letter/body.txt")
    send(enquiry.emails.get(purpose=Purpose.COPY_TO_SENDER))
    (plain,) = mail_to_sink.mails
    assert text_of(plain).strip().endswith(f"/enquiries/{enquiry.page_secret}/")
    assert len(text_of(plain).strip().splitlines()) == 1
    assert enquiry.reference not in plain.as_string()


def test_what_cannot_even_be_written_plainly_ends_visibly(copy, mail_to_sink):
    OutgoingEmail.objects.filter(pk=copy.pk).update(facts={"nothing": "known"})
    assert send(copy) is SendOutcome.NEVER
    copy.refresh_from_db()
    assert (copy.state, copy.last_error) == ("FAILED", "could not be written")
    assert AuditEvent.objects.filter(verb=Verb.EMAIL_FAILED).count() == 1
    assert Alarm.objects.get().kind == AlarmKind.WORDS
    assert mail_to_sink.mails == []


def test_without_a_template_at_fault_no_alarm_sounds(enquiry, mail_to_sink):
    for mail in enquiry.emails.all():
        send(mail)
    assert not Alarm.objects.exists()
    assert CONDITIONS[AlarmKind.WORDS](NOW) is None
