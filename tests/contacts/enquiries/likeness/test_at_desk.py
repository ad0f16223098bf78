"""What is like an advertisement is accepted, marked, with the desk, and promised."""

import pytest
from django.test import Client
from django.utils import timezone

from contacts.conversation.actions.closing import close, reopen
from contacts.models import (
    Enquiry,
    Outcome,
    OutgoingEmail,
    Purpose,
    RoutedTo,
    SpamTrace,
)
from tests import factories
from tests.contacts.enquiries.likeness.test_shingles import FAMILY, OFFER, OTHER_NAME
from tests.contacts.enquiries.test_accepting_path import counting
from tests.factories import accepted, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return factories.site_with_contact()


@pytest.fixture
def spam(site) -> Enquiry:
    enquiry = accepted(site, text=OFFER, now=timezone.now()).enquiry
    who = {"now": timezone.now(), "by": "user:1"}
    close(enquiry=enquiry, outcome=Outcome.SPAM, seen=0, **who)
    return enquiry


def later(site, text: str = OTHER_NAME, **values):
    return accepted(site, text=text, now=timezone.now(), **values)


def test_it_is_accepted_marked_and_promised_as_any_other(site, spam, settings):
    family = later(site, FAMILY).enquiry
    sent = later(site)
    row = Enquiry.objects.get(pk=sent.enquiry.pk)
    assert sent.is_new
    assert row.looks_alike
    assert row.routed_to == RoutedTo.PORTAL_DESK
    assert (row.answer_due_on, row.next_action) == (
        family.answer_due_on,
        family.next_action,
    )
    to = OutgoingEmail.objects.filter(enquiry=row, purpose=Purpose.ENQUIRY_TO_TEAM)
    assert [one.to_address for one in to] == [settings.PORTAL_DESK_EMAIL]
    # Its sender has the same copy and the same page.
    assert row.emails.filter(purpose=Purpose.COPY_TO_SENDER).exists()
    assert Client().get(f"/enquiries/{sent.token}/").status_code == 200
    # The control: a family is not marked, nor is anything before an advertisement.
    assert (family.looks_alike, family.routed_to) == (False, RoutedTo.SITE_CONTACT)


def test_without_an_advertisement_nothing_is_marked(site):
    later(site, OFFER)
    assert not later(site, OFFER).enquiry.looks_alike


def test_an_end_that_was_taken_back_marks_nothing(site, spam):
    reopen(enquiry=spam, now=timezone.now(), by="user:1")
    assert not later(site).enquiry.looks_alike


def test_an_emergency_goes_to_the_team_whatever_it_is_like(site, spam):
    row = later(site, f"{OFFER} My child cannot breathe.").enquiry
    assert row.is_urgent
    assert (row.looks_alike, row.routed_to) == (True, RoutedTo.SITE_CONTACT)


def test_the_desk_gives_it_to_the_team_and_nobody_else_can(site, spam):
    sent = later(site)
    address = f"/staff/enquiries/{sent.enquiry.reference}/to-team/"
    team, desk, user = Client(), Client(), staff([site])
    team.force_login(user)
    assert team.post(address).status_code == 404
    desk.force_login(staff([], is_desk=True))
    page = desk.get(f"/staff/enquiries/{sent.enquiry.reference}/").content.decode()
    assert "Perhaps an advertisement." in page
    assert "Advertisement?" in desk.get("/staff/").content.decode()
    before = Enquiry.objects.get(pk=sent.enquiry.pk)
    assert desk.post(address).status_code == 302
    row = Enquiry.objects.get(pk=sent.enquiry.pk)
    assert (row.looks_alike, row.routed_to) == (False, RoutedTo.SITE_TEAM)
    assert row.answer_due_at == before.answer_due_at
    assert user.email in row.emails.values_list("to_address", flat=True)
    page = desk.get(f"/staff/enquiries/{sent.enquiry.reference}/").content.decode()
    assert "Perhaps an advertisement." not in page


def test_the_traces_hold_no_word_and_go_with_the_enquiry(site, spam):
    traces = SpamTrace.objects.filter(enquiry=spam)
    assert 0 < traces.count() <= 16
    assert "links" not in repr(list(traces.values()))
    spam.delete()
    assert not SpamTrace.objects.exists()


def test_accepting_asks_once_and_counts_nothing_that_grows(
    site, spam, django_assert_num_queries
):
    with django_assert_num_queries(1) as captured:
        assert SpamTrace.objects.is_like_one(OTHER_NAME)
    assert counting(captured.captured_queries) == []
    with django_assert_num_queries(0):
        assert not SpamTrace.objects.is_like_one("Thank you.")
