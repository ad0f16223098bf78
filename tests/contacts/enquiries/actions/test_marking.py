"""What may be an emergency: the promise shortens, deputies hear at once."""

from datetime import date

import pytest

from contacts.conversation.actions.family_writes import add_family_message
from contacts.models import Hears, Membership, Purpose, Role
from tests.factories import NOW, accepted, site_with_contact, staff

pytestmark = pytest.mark.django_db
BODY = "She cannot breathe since this morning"


@pytest.fixture
def deputy():
    """A deputy of a site who reads one mail a day, in quiet hours all day."""
    site = site_with_contact()
    user = staff([site])
    Membership.objects.update(role=Role.DEPUTY, hears=Hears.DIGEST)
    user.site = site
    return user


def test_the_promise_is_the_same_working_day(settings):
    ordinary, urgent = accepted().enquiry, accepted(text=BODY).enquiry
    assert ordinary.answer_due_on == date(2026, 11, 30)
    # It came after the office had closed: the next working day is the first.
    assert urgent.answer_due_on == date(2026, 11, 25)
    assert urgent.next_action_at <= ordinary.next_action_at
    settings.URGENT_ANSWER_WORKING_DAYS = 1
    assert accepted(text=BODY).enquiry.answer_due_on == date(2026, 11, 26)


def test_deputies_hear_at_once_also_those_of_one_mail_a_day(deputy):
    ordinary = accepted(deputy.site).enquiry
    assert not ordinary.emails.filter(purpose=Purpose.ARRIVAL_TO_MEMBER).exists()
    urgent = accepted(deputy.site, text=BODY).enquiry
    mails = urgent.emails.filter(purpose=Purpose.ARRIVAL_TO_MEMBER)
    assert [mail.to_address for mail in mails] == [deputy.email]
    assert "Please read first" in mails[0].subject
    assert BODY not in mails[0].body_text


def test_what_the_family_writes_next_may_be_an_emergency_too(deputy):
    enquiry = accepted(deputy.site).enquiry
    add_family_message(enquiry=enquiry, text=BODY, now=NOW)
    enquiry.refresh_from_db()
    assert (enquiry.is_urgent, enquiry.urgency) == (True, "emergency_body")
    assert enquiry.answer_due_on == date(2026, 11, 25)
    add_family_message(enquiry=enquiry, text="Thank you", now=NOW)
    enquiry.refresh_from_db()
    assert enquiry.urgency == "emergency_body"


def test_a_side_effect_changes_no_promise():
    told = accepted(text="I get a rash after each tablet").enquiry
    assert (told.urgency, told.is_urgent) == ("side_effect_report", False)
    assert told.answer_due_on == date(2026, 11, 30)


def test_the_copy_says_whom_to_ring_but_not_to_a_discreet_family():
    told = accepted(text="I want to die").enquiry
    copy = told.emails.get(purpose=Purpose.COPY_TO_SENDER)
    assert "local emergency number" in copy.body_text
    quiet = accepted(text="I want to die", is_discreet=True).enquiry
    copy = quiet.emails.get(purpose=Purpose.COPY_TO_SENDER)
    assert "emergency" not in copy.body_text
