"""What a team's page says of how fast it answers: from ten answers on, or nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from contacts.inbox.actions.usual_answers import note_usual_answers
from contacts.inbox.usual import usual_days
from contacts.models import Enquiry
from tests import factories
from tests.factories import accepted

# A Tuesday, long after a Monday on which all of them wrote.
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
BEGUN = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "usual"),
    [
        ([1] * 9, None),
        ([1] * 10, 1),
        ([0] * 10, 1),
        ([1] * 8 + [5] * 2, 1),
        ([1] * 7 + [5] * 3, 5),
        ([2] * 10 + [None] * 3, 2),
        ([2] * 10 + [None] * 4, None),
        ([11] * 12, None),
        ([None] * 40, None),
        ([], None),
    ],
)
def test_usual_is_what_three_of_four_families_saw(days, usual):
    assert usual_days(days) == usual


@given(st.lists(st.one_of(st.none(), st.integers(0, 30)), max_size=40))
def test_it_is_never_better_than_what_three_of_four_saw(days):
    usual = usual_days(days)
    if usual is not None:
        fast = sum(one is not None and one <= usual for one in days)
        assert fast >= len(days) * 0.75
        assert sum(one is not None for one in days) >= 10


@pytest.fixture
def site(db):
    return factories.site_with_contact(country="DE")


def asked(site, many: int, days: int | None, **values) -> None:
    for _ in range(many):
        enquiry = accepted(site, now=BEGUN).enquiry
        at = BEGUN + timedelta(days=days) if days is not None else None
        rows = Enquiry.objects.filter(pk=enquiry.pk)
        rows.update(first_answered_at=at, **values)


def page_of(site) -> str:
    path = f"/trials/{site.study.registry_id}/"
    return Client().get(path).content.decode()


def test_ten_answers_stand_on_the_page_and_nine_do_not(site):
    asked(site, 9, 2)
    note_usual_answers(now=NOW)
    site.refresh_from_db()
    assert site.answers_within is None
    asked(site, 1, 2)
    assert note_usual_answers(now=NOW) == 1
    assert "This team usually answers within 2 working days." in page_of(site)
    assert note_usual_answers(now=NOW) == 0


def test_of_few_answers_the_page_says_nothing(site):
    asked(site, 9, 2)
    note_usual_answers(now=NOW)
    assert "This team usually answers" not in page_of(site)


def test_a_weekend_is_no_working_day(site):
    asked(site, 10, 7)
    note_usual_answers(now=NOW)
    site.refresh_from_db()
    assert site.answers_within == 5


def test_who_waits_in_vain_counts_and_spam_and_rehearsals_do_not(site):
    asked(site, 10, 1)
    asked(site, 5, None, is_rehearsal=True)
    note_usual_answers(now=NOW)
    site.refresh_from_db()
    assert site.answers_within == 1
    asked(site, 4, None)
    note_usual_answers(now=NOW)
    site.refresh_from_db()
    assert site.answers_within is None


def test_what_was_said_ends_when_ninety_days_are_over(site):
    asked(site, 10, 1)
    note_usual_answers(now=NOW)
    note_usual_answers(now=NOW + timedelta(days=120))
    site.refresh_from_db()
    assert site.answers_within is None
