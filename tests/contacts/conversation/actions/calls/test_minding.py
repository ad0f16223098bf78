"""An agreed call: one is open, its caller is reminded once, a forgotten one is told."""

from datetime import timedelta

import pytest

from contacts.conversation.actions import closing, handling, passing
from contacts.conversation.actions.calls.agreeing import agree_call, drop_agreed_call
from contacts.conversation.actions.calls.minding import AHEAD, GRACE, mind_calls
from contacts.conversation.actions.calls.noting import log_call
from contacts.conversation.course import Course
from contacts.conversation.timeline import timeline
from contacts.inbox.actions.merging import merge_enquiries
from contacts.models import (
    AgreedCall,
    AuditEvent,
    Enquiry,
    Membership,
    Outcome,
    OutgoingEmail,
    Verb,
)
from tests import factories
from tests.factories import NOW, accepted, staff

pytestmark = pytest.mark.django_db
# A Tuesday, 18:00 in Berlin.
AT = NOW.replace(hour=17, minute=0)
BY = {"now": NOW, "by": "user:1"}


@pytest.fixture
def enquiry() -> Enquiry:
    return accepted().enquiry


@pytest.fixture
def user(enquiry):
    return staff([enquiry.site])


def agree(enquiry: Enquiry, user, at=AT) -> AgreedCall:
    call = agree_call(enquiry=enquiry, at=at, zone="Europe/Berlin", user=user, **BY)
    enquiry.refresh_from_db()
    return call


def reminders() -> list[OutgoingEmail]:
    mails = OutgoingEmail.objects.filter(purpose="REMINDER_TO_TEAM")
    return list(mails.order_by("pk"))


def states(enquiry: Enquiry) -> list[str]:
    return [one.state for one in enquiry.agreed_calls.all()]


def test_whoever_agrees_takes_care_and_the_last_hour_counts(enquiry, user):
    agree(enquiry, user)
    agree(enquiry, user, AT + timedelta(days=1))
    assert states(enquiry) == ["DROPPED", "OPEN"]
    assert enquiry.owner == user
    colleague = staff([enquiry.site])
    agree(enquiry, colleague)
    assert enquiry.owner == user
    assert AuditEvent.objects.filter(verb=Verb.CALL_AGREED).count() == 3


def test_the_caller_is_reminded_once_in_neutral_words(enquiry, user):
    agree(enquiry, user)
    assert mind_calls(now=AT - AHEAD - timedelta(seconds=1)) == 0
    assert mind_calls(now=AT - AHEAD) == 1
    assert mind_calls(now=AT - AHEAD) == 0
    (mail,) = reminders()
    assert mail.to_address == user.email
    said = f"{mail.subject} {mail.body_text} {mail.body_html}"
    assert enquiry.reference in mail.subject
    for word in ("Lena", "Fischer", "901820", "lupus", "Berlin", "nine"):
        assert word not in said
    # The site lies in Hangzhou: seven hours later.
    assert "at 1 a.m." in said


def test_a_deputy_hears_of_it_while_the_caller_is_away(enquiry, user):
    agree(enquiry, user)
    deputy = staff([factories.StudySite()])
    team = user.memberships.get().team
    Membership.objects.create(user=deputy, team=team, role="DEPUTY")
    user.memberships.update(absent_until=NOW.date())
    mind_calls(now=AT)
    assert [one.to_address for one in reminders()] == [deputy.email]


def test_what_nobody_noted_is_told_once_and_missed(enquiry, user):
    agree(enquiry, user)
    mind_calls(now=AT)
    assert mind_calls(now=AT + GRACE - timedelta(seconds=1)) == 0
    assert mind_calls(now=AT + GRACE) == 1
    assert mind_calls(now=AT + GRACE) == 0
    assert states(enquiry) == ["MISSED"]
    assert "No call is noted" in reminders()[-1].subject


@pytest.mark.parametrize(
    ("result", "after", "state"),
    [
        ("REACHED", -timedelta(hours=2), "KEPT"),
        ("NO_ANSWER", -timedelta(hours=2), "OPEN"),
        ("NO_ANSWER", timedelta(0), "MISSED"),
        ("REACHED", timedelta(hours=1), "KEPT"),
    ],
)
def test_a_noted_call_settles_the_agreed_one(enquiry, user, result, after, state):
    agree(enquiry, user)
    who = {"user": user, "now": AT + after, "by": "user:1"}
    log_call(enquiry=enquiry, result=result, **who)
    assert states(enquiry) == [state]


def test_the_family_reads_the_hour_on_its_own_clock(enquiry, user):
    agree(enquiry, user)
    labels = [step.label for step in timeline(Course(enquiry, NOW))]
    assert any("November 24, 2026, 6 p.m. (Berlin)" in one for one in labels)
    drop_agreed_call(enquiry=enquiry, **BY)
    assert not any("calls you" in step.label for step in timeline(Course(enquiry, NOW)))
    assert not drop_agreed_call(enquiry=enquiry, **BY)


def test_it_ends_with_the_enquiry_and_with_the_team(enquiry, user):
    agree(enquiry, user)
    handling.release(enquiry=enquiry, user=user, **BY)
    other = factories.site_with_contact(study=enquiry.study)
    passing.pass_on(enquiry=enquiry, site=other, **BY)
    assert states(enquiry) == ["DROPPED"]
    enquiry.refresh_from_db()
    agree(enquiry, user)
    ended = {"outcome": Outcome.SPAM, "seen": enquiry.revision}
    closing.close(enquiry=enquiry, **ended, **BY)
    assert states(enquiry) == ["DROPPED", "DROPPED"]
    enquiry.refresh_from_db()
    assert agree(enquiry, user) is None
    assert mind_calls(now=AT) == 0


def test_one_with_an_agreed_call_does_not_end_in_another(enquiry, user):
    other = accepted(enquiry.site).enquiry
    agree(enquiry, user)
    done = merge_enquiries(enquiry=enquiry, into=other, **BY)
    assert "a call is agreed on" in done.left[0][1]
    assert merge_enquiries(enquiry=other, into=enquiry, **BY).changed
