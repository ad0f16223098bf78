"""What nobody answers has an end: an apology, other ways, a failure in the figures."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from contacts.console.figures import Waiting, figures
from contacts.console.forms.closing import CloseForm
from contacts.console.weeks import Row
from contacts.conversation.actions.answering import answer_family
from contacts.conversation.actions.closing import end
from contacts.conversation.actions.promises import keep_promises
from contacts.enquiries.promise import LONGEST_WAIT, RETENTION
from contacts.models import (
    Enquiry,
    EnquiryState,
    NextAction,
    Outcome,
    OutgoingEmail,
    Purpose,
    Team,
)
from tests import factories

pytestmark = pytest.mark.django_db


def wait_long(enquiry: Enquiry, days: int = 60) -> None:
    """Let every morning come, as the worker meets them."""
    now = enquiry.created_at
    for _ in range(days):
        now += timedelta(days=1)
        keep_promises(now=now, by="worker")


def saying(words: str, **chosen: str) -> list[str]:
    """Return the texts of mails that say something, however their lines are broken."""
    mails = OutgoingEmail.objects.filter(**chosen)
    texts = [" ".join(one.body_text.split()) for one in mails]
    return [one for one in texts if words in one]


def answer(enquiry: Enquiry, now: datetime) -> None:
    """Let somebody of the site answer."""
    user = factories.staff([enquiry.site])
    answer_family(
        enquiry=enquiry,
        text="Yes, there is.",
        seen=enquiry.revision,
        user=user,
        now=now,
        by=user.username,
    )


def test_after_thirty_working_days_the_family_hears_that_we_are_sorry(settings):
    settings.PORTAL_DESK_PHONE = "+44 20 7946 0123"
    enquiry = factories.accepted().enquiry
    wait_long(enquiry)
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.outcome) == (EnquiryState.CLOSED, Outcome.UNANSWERED)
    # Six weeks of working days, and a few more where days are free.
    assert 40 <= (enquiry.closed_at - enquiry.created_at).days <= 50
    (sorry,) = saying("thirty working days", purpose=Purpose.NOTICE_TO_FAMILY)
    assert "We are sorry" in sorry
    assert "+44 20 7946 0123" in sorry
    assert len(saying("as a failure", purpose=Purpose.NOTICE_TO_DESK)) == 1


def test_it_ends_no_earlier_than_its_day():
    enquiry = factories.accepted().enquiry
    wait_long(enquiry, days=39)
    enquiry.refresh_from_db()
    assert enquiry.is_waiting
    assert LONGEST_WAIT == 30


def test_an_answer_in_time_is_no_failure():
    enquiry = factories.accepted().enquiry
    wait_long(enquiry, days=30)
    enquiry.refresh_from_db()
    now = enquiry.created_at + timedelta(days=30)
    answer(enquiry, now)
    wait_long(enquiry)
    enquiry.refresh_from_db()
    assert enquiry.outcome != Outcome.UNANSWERED


def test_erasure_follows_the_common_time_and_no_mail_announces_it():
    enquiry = factories.accepted().enquiry
    wait_long(enquiry)
    enquiry.refresh_from_db()
    assert enquiry.next_action == NextAction.ERASE
    assert enquiry.next_action_at == enquiry.closed_at + RETENTION
    before = OutgoingEmail.objects.count()
    assert keep_promises(now=enquiry.next_action_at, by="worker") == 1
    assert not Enquiry.objects.filter(pk=enquiry.pk).exists()
    assert OutgoingEmail.objects.count() <= before
    assert not saying("erased")


@pytest.mark.parametrize(("days", "kept"), [(90, 90), (None, 365), (4000, 365)])
def test_a_site_may_keep_shorter_and_never_longer(days, kept):
    enquiry = factories.accepted().enquiry
    enquiry.team = Team.objects.create(name="Ward", kept_days=days)
    enquiry.save()
    now = timezone.now()
    end(enquiry=enquiry, outcome=Outcome.INFORMED, now=now, by="x")
    assert enquiry.next_action_at == now + timedelta(days=kept)


def test_a_failure_is_told_however_few_there_are_and_counts_no_person():
    now = timezone.now()
    rows = [Row(now, None, "CLOSED", "UNANSWERED", [])]
    found = figures(rows, Waiting.counted([], now), now)
    assert found.failures == 1
    assert found.outcomes == []


def test_nobody_of_the_staff_can_close_with_it():
    enquiry = factories.accepted().enquiry
    offered = CloseForm(enquiry=enquiry).fields["outcome"].choices
    assert Outcome.UNANSWERED not in {code for code, _label in offered}


def test_the_familys_page_says_so_and_opens_again():
    sent = factories.accepted()
    wait_long(sent.enquiry)
    page = Client().get(f"/enquiries/{sent.token}/").content.decode()
    assert "thirty working days" in page
    Client().post(f"/enquiries/{sent.token}/write/", {"message": "Still here?"})
    sent.enquiry.refresh_from_db()
    assert sent.enquiry.is_waiting
    assert sent.enquiry.next_action != NextAction.GIVE_UP
