"""What a mail says that is written late: what was promised then, who they are now."""

import ast
from datetime import date
from pathlib import Path

import pytest
from django.utils.formats import date_format

from contacts.conversation.actions.rights import correct_contact
from contacts.enquiries.sentences import arrivals, to_family, to_team
from contacts.enquiries.sentences.late_letters import LETTERS
from contacts.mail.delivery import deliver
from contacts.mail.kinds import KINDS
from contacts.models import Enquiry, OutgoingEmail, Purpose, RoutedTo
from tests.factories import NOW, accepted, site_with_contact

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[4] / "contacts"
BODY = "She cannot breathe since this morning"


def sent(enquiry: Enquiry, purpose: Purpose) -> OutgoingEmail:
    """Return a mail as it left."""
    mail = enquiry.emails.get(purpose=purpose)
    deliver(pk=mail.pk, now=NOW, by="worker")
    return OutgoingEmail.objects.get(pk=mail.pk)


def test_the_promise_and_whom_it_went_to_are_those_of_its_day():
    enquiry = accepted().enquiry
    elsewhere = site_with_contact(study=enquiry.study, facility="Second Hospital")
    Enquiry.objects.filter(pk=enquiry.pk).update(
        answer_due_on=date(2027, 1, 9),
        recipient_name="Second Hospital",
        routed_to=RoutedTo.PORTAL_DESK,
        site=elsewhere,
        is_urgent=True,
    )
    mail = sent(enquiry, Purpose.COPY_TO_SENDER)
    assert f"answer by {date_format(enquiry.answer_due_on)}" in mail.body_text
    assert enquiry.answer_due_on == date(2026, 11, 30)
    assert "Second Hospital" not in mail.body_text
    assert "Example Hospital" in mail.body_text
    to_team_mail = sent(enquiry, Purpose.ENQUIRY_TO_TEAM)
    assert "first" not in to_team_mail.subject
    assert "Second Hospital" not in to_team_mail.body_text


def test_a_wish_to_stay_discreet_counts_until_it_is_written(settings):
    settings.INBOUND_DOMAIN = ""
    enquiry = accepted().enquiry
    correct_contact(
        enquiry=enquiry, phone="", wishes={"is_discreet": True}, now=NOW, by="enquirer"
    )
    mail = sent(enquiry, Purpose.COPY_TO_SENDER)
    said = f"{mail.subject} {mail.body_text} {mail.body_html} {mail.headers}"
    assert f"/enquiries/{enquiry.page_secret}/" in mail.body_text
    for told in (enquiry.reference, "nine-year-old", "Hospital", "Lena"):
        assert told.lower() not in said.lower()
    assert mail.reply_to == ""
    assert mail.extra_headers["From"] != settings.DEFAULT_FROM_EMAIL


def test_an_emergency_is_told_in_the_version_that_the_row_names(monkeypatch):
    enquiry = accepted(text=BODY).enquiry
    mail = enquiry.emails.get(purpose=Purpose.COPY_TO_SENDER)
    assert mail.facts["said"]["version"] == 0
    before = mail.body_text
    # A hospital approves other words before the worker comes.
    ours = {"body_heading": "Other words.", "mail": "Ring us."}
    monkeypatch.setattr("trials.texts.legal.words.trusted", lambda *_: (0, {}, ours))
    assert "Other words." in to_family.copy_to_sender(enquiry, BODY).text
    left = sent(enquiry, Purpose.COPY_TO_SENDER).body_text
    assert left == before
    assert "Other words." not in left


def test_the_facts_repeat_no_words_of_the_family():
    enquiry = accepted().enquiry
    for mail in enquiry.emails.all():
        said = str(mail.facts)
        for told in ("nine-year-old", "Lena", "lena@", "+49"):
            assert told not in said


def test_each_letter_of_such_a_kind_can_be_written_late():
    rooms = (arrivals, to_family, to_team)
    letters = [one for room in rooms for one in vars(room).values()]
    late = {
        one.__name__
        for one in letters
        if (purpose := getattr(one, "purpose", None)) and KINDS[purpose].is_written_late
    }
    assert late == set(LETTERS)


def test_the_table_decides_and_nobody_writes_such_a_letter_at_once():
    calls = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in ROOT.rglob("*.py")
        if "enquiries.sentences" in path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and (name := getattr(node.func, "attr", getattr(node.func, "id", "")))
        in LETTERS
    }
    assert calls == set()
