"""The table of kinds of mail: whole, and true of what the mails are."""

from datetime import timedelta

import pytest

from contacts import allowances
from contacts.enquiries.actions.mail_heads import reply_to
from contacts.mail.kinds import (
    KINDS,
    TO_FAMILY,
    WORDS_TO_TEAM,
    Purpose,
    Queue,
    Side,
    answering_side,
)
from contacts.mail.rendering import Rendered, outgoing
from contacts.mail.reply_addresses import read_reply_address
from tests.factories import NOW, accepted


def test_every_kind_has_its_line():
    assert set(KINDS) == set(Purpose)


@pytest.mark.parametrize("purpose", Purpose)
def test_the_name_of_a_kind_says_its_side(purpose):
    for word, side in (("_TO_TEAM", Side.TEAM), ("_TO_FAMILY", Side.FAMILY)):
        assert not purpose.endswith(word) or KINDS[purpose].side is side


def test_what_a_team_loses_with_an_enquiry():
    assert {
        Purpose.ENQUIRY_TO_TEAM,
        Purpose.MESSAGE_TO_TEAM,
        Purpose.REMINDER_TO_TEAM,
        Purpose.ARRIVAL_TO_MEMBER,
    } == WORDS_TO_TEAM


def test_nobody_can_answer_a_mail_to_subscribers_or_about_an_account():
    sides = {purpose: answering_side(purpose) for purpose in Purpose}
    assert {p for p, side in sides.items() if side is Side.FAMILY} < TO_FAMILY
    assert {p for p, side in sides.items() if side is Side.TEAM} == WORDS_TO_TEAM
    assert Side.SUBSCRIBER not in sides.values()


@pytest.mark.parametrize("purpose", Purpose)
def test_a_mail_waits_in_the_queue_of_its_kind(purpose):
    mail = outgoing(
        purpose, Rendered("s", "t", "h"), to_address="a@families.example", now=NOW
    )
    is_bulk = purpose in {
        *(Purpose.ALERTS, Purpose.ALERTS_END_SOON),
        *(Purpose.ASK_TEAM, Purpose.WATCHED_STUDY, Purpose.PAGE_TO_READER),
    }
    assert mail.queue == (Queue.BULK if is_bulk else Queue.ENQUIRIES)


def test_only_what_is_gathered_comes_late():
    gathered = {p for p, kind in KINDS.items() if kind.is_gathered}
    assert gathered == {Purpose.ALERTS, Purpose.ARRIVALS_OF_A_DAY}
    assert KINDS[Purpose.ALERTS].pause == timedelta(hours=1)
    assert KINDS[Purpose.CONFIRM_ALERTS].pause == timedelta(days=1)
    assert KINDS[Purpose.ENQUIRY_TO_TEAM].pause == timedelta()


def test_the_allowances_are_those_of_the_table():
    limits = {
        Purpose.COPY_TO_SENDER: allowances.COPIES_TO_ONE_ADDRESS,
        Purpose.LINK_TO_FAMILY: allowances.LINKS_TO_ONE_ADDRESS,
        Purpose.ADDRESS_CHECK: allowances.CHANGES_OF_ADDRESS,
        Purpose.PAGE_TO_READER: allowances.PAGES_TO_ONE_ADDRESS,
    }
    for purpose, limit in limits.items():
        assert (limit.times, limit.per) == (
            KINDS[purpose].most_a_day,
            timedelta(days=1),
        )


@pytest.mark.django_db
@pytest.mark.parametrize("purpose", Purpose)
def test_an_answer_goes_into_the_conversation_where_it_can(purpose, settings):
    settings.INBOUND_DOMAIN = "in.portal.example"
    address = reply_to(accepted().enquiry, purpose, names_family=False)
    found = read_reply_address(address)
    assert (found.side if found else None) == answering_side(purpose)
