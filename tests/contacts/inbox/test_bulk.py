"""Several enquiries at once: done, told apart, and taken back for fifteen seconds."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from contacts.models import Enquiry, EnquiryState
from tests.contacts.inbox.ticking import (
    answered,
    client_of,
    do,
    everything,
    letters,
    now_of,
    tomorrow,
    undo,
)
from tests.factories import accepted

pytestmark = pytest.mark.django_db


def test_they_are_given_to_a_colleague_and_taken_back(member, three, colleague):
    before = everything(three)
    page = do(member, three, "assign", colleague=colleague.pk).content.decode()
    assert "3 enquiries changed." in page
    assert {one.owner for one in now_of(three)} == {colleague}
    assert "Taken back." in undo(member)
    assert everything(three) == before


def test_what_a_colleague_has_claimed_meanwhile_stays_theirs(
    member, three, user, colleague
):
    other = client_of(colleague)
    other.post(f"/staff/enquiries/{three[0].reference}/claim/")
    page = do(member, three, "assign", colleague=user.pk).content.decode()
    assert "2 enquiries changed." in page
    assert "a colleague has it already" in page
    assert [one.owner for one in now_of(three)] == [colleague, user, user]
    # What somebody took over since, no undo takes from them.
    other.post(f"/staff/enquiries/{three[1].reference}/claim/", {"from": user.pk})
    assert "1 stay as they are" in undo(member)
    assert [one.owner for one in now_of(three)] == [colleague, colleague, None]


def test_they_are_put_off_but_never_past_a_promise(member, three):
    late = timezone.now() + timedelta(days=9)
    for one, at in zip(three, (timezone.now(), late, late), strict=True):
        values = {"answer_due_on": at.date(), "answer_due_at": at}
        Enquiry.objects.filter(pk=one.pk).update(**values)
    before = everything(three)
    page = do(member, three, "put_off", until=tomorrow()).content.decode()
    assert "2 enquiries changed." in page
    assert "promised an answer before that day" in page
    assert [bool(one.snoozed_until) for one in now_of(three)] == [False, True, True]
    undo(member)
    assert everything(three) == before


def test_no_family_that_waits_is_closed_on_and_the_letters_come_back(
    member, three, user
):
    three = [three[0], *answered(three[1:], user)]
    before = everything(three)
    page = do(member, three, "close", outcome="INFORMED").content.decode()
    assert "2 enquiries changed." in page
    assert "This family has had no answer yet." in page
    states = [one.state for one in now_of(three)]
    assert states == [EnquiryState.WAITING, EnquiryState.CLOSED, EnquiryState.CLOSED]
    assert letters().recallable().count() == 2
    undo(member)
    assert letters().count() == 0
    assert everything(three) == before


def test_what_has_left_is_not_taken_back(member, three, user):
    three = answered(three, user)
    do(member, three, "close", outcome="INFORMED")
    letters().filter(enquiry=three[0]).update(attempts=1)
    assert "1 stay as they are" in undo(member)
    states = [one.state for one in now_of(three)]
    assert states == [EnquiryState.CLOSED, EnquiryState.ANSWERED, EnquiryState.ANSWERED]


def test_a_family_that_writes_meanwhile_is_not_closed_on(member, user, site):
    sent = accepted(site, now=timezone.now())
    (seen,) = answered([sent.enquiry], user)
    Client().post(f"/enquiries/{sent.token}/write/", {"message": "One more thing."})
    page = do(member, [seen], "close", outcome="INFORMED").content.decode()
    assert "somebody has written meanwhile" in page
    assert now_of([seen])[0].state == EnquiryState.WAITING


def test_a_family_that_writes_after_the_end_is_not_undone(member, user, site):
    sent = accepted(site, now=timezone.now())
    do(member, answered([sent.enquiry], user), "close", outcome="INFORMED")
    Client().post(f"/enquiries/{sent.token}/write/", {"message": "One more thing."})
    before = everything([sent.enquiry])
    undo(member)
    assert everything([sent.enquiry]) == before


def test_they_are_marked_as_read_and_as_unread(member, three):
    do(member, three, "read")
    assert not any(one.is_unread for one in now_of(three))
    do(member, three[:1], "unread")
    assert [one.is_unread for one in now_of(three)] == [True, False, False]
    undo(member)
    assert not any(one.is_unread for one in now_of(three))


def test_after_fifteen_seconds_it_is_too_late(member, three):
    do(member, three, "read")
    with time_machine.travel(timezone.now() + timedelta(seconds=16), tick=False):
        assert "It was too late to take it back." in undo(member)
    assert not any(one.is_unread for one in now_of(three))


def test_only_who_did_it_takes_it_back(member, three, colleague):
    do(member, three, "read")
    undo(client_of(colleague))
    assert not any(one.is_unread for one in now_of(three))
