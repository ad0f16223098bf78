"""Since when a family waits that had an answer before."""

from datetime import timedelta

import pytest
from django.utils import timezone

from contacts.console.waiting import count_waiting
from contacts.models import Author, Enquiry, EnquiryState, Message
from tests.factories import accepted

pytestmark = pytest.mark.django_db

FAMILY, TEAM = Author.ENQUIRER, Author.SITE_TEAM
NOW = timezone.now()


def days_ago(days: float):
    return NOW - timedelta(days=days)


def conversation(*said: tuple[Author, float]) -> None:
    """Let an enquiry of 40 days ago hold this and nothing else, and wait."""
    enquiry = accepted().enquiry
    Enquiry.objects.filter(pk=enquiry.pk).update(
        created_at=days_ago(40),
        first_answered_at=days_ago(39),
        state=EnquiryState.WAITING,
    )
    enquiry.messages.all().delete()
    for author, days in said:
        at = days_ago(days)
        Message.objects.create(
            enquiry=enquiry, author=author, body="…", created_at=at, released_at=at
        )


@pytest.mark.parametrize(
    ("said", "since"),
    [
        # From the first that nobody has answered, however often they ask.
        ([(FAMILY, 40), (TEAM, 39), (FAMILY, 20), (FAMILY, 2)], 20),
        ([(FAMILY, 40), (TEAM, 39), (FAMILY, 20), (TEAM, 19), (FAMILY, 5)], 5),
        # Both in one moment: the later row was written later.
        ([(FAMILY, 40), (TEAM, 8), (FAMILY, 8)], 8),
        # The answer was given by telephone.
        ([(FAMILY, 40), (FAMILY, 3)], 40),
        ([], 40),
    ],
)
def test_a_family_waits_since_what_nobody_answered(said, since):
    conversation(*said)
    found = count_waiting(Enquiry.objects.all(), NOW)
    assert found.oldest == days_ago(since)
    assert sum(found.ages) == 1


def test_each_family_waits_for_itself():
    conversation((FAMILY, 40), (TEAM, 39), (FAMILY, 20))
    conversation((FAMILY, 40), (TEAM, 39), (FAMILY, 2))
    found = count_waiting(Enquiry.objects.all(), NOW)
    assert found.ages == [0, 1, 0, 0, 1, 0]
