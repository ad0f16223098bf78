"""Two enquiries of one address become one, and two again: nothing is lost."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from contacts.conversation.actions.erasing import erase_enquiry
from contacts.enquiries.actions.placed import enquiry_of
from contacts.models import Enquiry, InboundEmail, Membership, Message, OutgoingEmail
from tests import factories
from tests.contacts.console.views.test_handling import reply, url
from tests.contacts.inbox.ticking import client_of, everything, now_of, undo
from tests.factories import accepted, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def first():
    return accepted(now=timezone.now() - timedelta(days=2), text="The first question")


@pytest.fixture
def second(first):
    return accepted(first.enquiry.site, now=timezone.now(), text="The second one")


@pytest.fixture
def user(first):
    return staff([first.enquiry.site])


@pytest.fixture
def member(user) -> Client:
    return client_of(user)


def merge(member: Client, ends, goes_on):
    data = {"other": ends.enquiry.reference}
    return member.post(url(goes_on, "merge/"), data, follow=True)


def state_of(*several) -> list:
    """Return all that an undo has to bring back."""
    rows = everything([one.enquiry for one in several])
    for row in rows:
        row.pop("revision")
    words = Message.objects.order_by("pk").values_list("pk", "enquiry", "body")
    return [rows, list(words)]


def test_what_was_said_stands_in_one_and_the_earlier_promise_holds(
    member, first, second
):
    early = first.enquiry.answer_due_at
    letters = OutgoingEmail.objects.count()
    page = merge(member, first, second).content.decode()
    assert "The first question" in page
    assert "The second one" in page
    ended, goes_on = now_of([first.enquiry, second.enquiry])
    assert (ended.state, ended.outcome) == ("CLOSED", "DUPLICATE")
    assert goes_on.state == "WAITING"
    assert goes_on.answer_due_at == early
    # Nobody is written to: for the family nothing ends.
    assert OutgoingEmail.objects.count() == letters


def test_the_old_link_leads_to_the_one_that_goes_on(member, first, second, client):
    merge(member, first, second)
    page = client.get(f"/enquiries/{first.token}/").content.decode()
    assert "The second one" in page
    assert "The first question" in page
    assert second.enquiry.reference in page
    # For the family it went nowhere.
    assert "Passed on to another site" not in page
    words = {"message": "Written by the old link"}
    client.post(f"/enquiries/{first.token}/write/", words)
    last = Message.objects.latest("pk")
    assert (last.body, last.enquiry) == (words["message"], second.enquiry)


def test_a_mail_to_the_old_address_lands_in_the_one_that_goes_on(member, first, second):
    mail = InboundEmail(enquiry=first.enquiry)
    assert enquiry_of(mail) == first.enquiry
    merge(member, first, second)
    mail = InboundEmail(enquiry=Enquiry.objects.get(pk=first.enquiry.pk))
    assert enquiry_of(mail) == second.enquiry


def test_an_undo_brings_back_both_as_they_were(member, first, second):
    member.get(url(second))
    before = state_of(first, second)
    merge(member, first, second)
    assert state_of(first, second) != before
    assert "Taken back." in undo(member)
    assert state_of(first, second) == before
    page = member.get(url(first)).content.decode()
    assert "The second one" not in page


def test_what_was_answered_meanwhile_stays_merged(member, user, first, second):
    merge(member, first, second)
    assert reply(member, second).status_code == 302
    before = state_of(first, second)
    assert "1 stay as they are" in undo(member)
    assert state_of(first, second) == before


def test_an_answer_to_what_one_saw_before_a_merge_is_not_sent(
    member, user, first, second
):
    colleague = staff([factories.StudySite()])
    Membership.objects.create(user=colleague, team=user.memberships.get().team)
    seen = second.enquiry.revision
    merge(client_of(colleague), first, second)
    answer = reply(member, second, seen=seen)
    assert answer.status_code == 409
    assert "Please come on Tuesday.</textarea>" in answer.content.decode()
    # The one that has ended takes no answer past the other either.
    assert reply(member, first, seen=first.enquiry.revision).status_code in {302, 409}
    assert "The first question" not in [
        one.body for one in Message.objects.filter(enquiry=first.enquiry)
    ]


def test_erased_is_the_whole_family(member, first, second):
    merge(member, first, second)
    erase_enquiry(enquiry=second.enquiry, now=timezone.now(), by="enquirer")
    assert not Enquiry.objects.exists()
    assert not Message.objects.exists()
    # What was erased while somebody merges is gone, not half there.
    assert merge(member, first, second).status_code == 404


def test_nothing_is_merged_across_addresses_sites_or_an_answer_that_is_leaving(
    member, user, first, second
):
    stranger = accepted(
        first.enquiry.site, now=timezone.now(), email="karl@families.example"
    )
    other_site = factories.site_with_contact(study=first.enquiry.study)
    user.memberships.get().team.sites.add(other_site)
    elsewhere = accepted(other_site, now=timezone.now())
    member.get(url(second))
    for one in (stranger, elsewhere, second):
        before = state_of(one, second)
        merge(member, one, second)
        assert state_of(one, second) == before
    reply(member, first)
    before = state_of(first, second)
    page = merge(member, first, second).content.decode()
    assert "an answer is just leaving" in page
    assert state_of(first, second) == before


def test_nobody_merges_what_they_do_not_see(first, second):
    hidden = accepted(now=timezone.now())
    their_member = client_of(staff([hidden.enquiry.site]))
    before = state_of(first, second, hidden)
    assert merge(their_member, first, hidden).status_code == 404
    assert merge(their_member, hidden, first).status_code == 404
    assert state_of(first, second, hidden) == before
