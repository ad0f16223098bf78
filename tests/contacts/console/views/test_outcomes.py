"""Each end has its own rule and its own letter, or none; the letter is seen before."""

import pytest
from django.test import Client
from django.utils import timezone

from contacts.conversation.outcomes import CHOSEN
from contacts.enquiries.sentences.endings import OF_OUTCOME
from contacts.models import Enquiry, Outcome, OutgoingEmail, Purpose
from tests.contacts.console.views.test_handling import now_of, reply, url
from tests.factories import accepted, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent():
    return accepted(now=timezone.now())


@pytest.fixture
def member(sent) -> Client:
    client = Client()
    client.force_login(staff([sent.enquiry.site]))
    return client


def close(member: Client, sent, outcome: str):
    data = {"outcome": outcome, "seen": now_of(sent).revision}
    return member.post(url(sent, "close/"), data)


def letters(sent):
    purpose = Purpose.NOTICE_TO_FAMILY
    return OutgoingEmail.objects.filter(enquiry=sent.enquiry, purpose=purpose)


def test_to_spam_nothing_is_sent(member, sent):
    assert close(member, sent, "SPAM").status_code == 302
    assert now_of(sent).outcome == Outcome.SPAM
    assert not letters(sent).exists()


def test_to_what_is_none_of_ours_the_letter_says_where_to_turn(member, sent):
    close(member, sent, "NOT_FOR_US")
    assert "go on to another site" in letters(sent).get().body_text


@pytest.mark.parametrize("outcome", ["INFORMED", "JOINED", "REACHED", "DOES_NOT_FIT"])
def test_most_ends_need_an_answer_before(member, sent, outcome):
    assert close(member, sent, outcome).status_code == 422
    assert now_of(sent).outcome == ""
    reply(member, sent)
    assert close(member, sent, outcome).status_code == 302
    assert now_of(sent).outcome == outcome


def test_written_twice_needs_the_other_one_to_be_open(member, sent):
    page = close(member, sent, "DUPLICATE").content.decode()
    assert "No other open enquiry of theirs" in page
    other = accepted(sent.enquiry.site, now=timezone.now())
    assert close(member, sent, "DUPLICATE").status_code == 302
    assert "Your other message stays open" in letters(sent).get().body_text
    assert now_of(other).state == "WAITING"
    # The last one that is open is not closed as the double of a closed one.
    assert close(member, other, "DUPLICATE").status_code == 422


def test_unreached_is_who_was_called_three_times(member, sent):
    for _ in range(2):
        member.post(url(sent, "call/"), {"result": "NO_ANSWER"})
    answer = close(member, sent, "NOT_REACHED")
    assert answer.status_code == 422
    assert "Try to call them three times first" in answer.content.decode()
    member.post(url(sent, "call/"), {"result": "NO_ANSWER"})
    assert close(member, sent, "NOT_REACHED").status_code == 302
    assert "tried to call you" in letters(sent).get().body_text


@pytest.mark.parametrize("outcome", [code for code, _label in CHOSEN])
def test_the_letter_that_is_seen_before_is_the_one_that_is_sent(member, sent, outcome):
    accepted(sent.enquiry.site, now=timezone.now())
    reply(member, sent)
    seen = member.post(url(sent, "letter/"), {"outcome": outcome}).content.decode()
    assert now_of(sent).outcome == ""
    assert close(member, sent, outcome).status_code == 302
    if outcome == Outcome.SPAM:
        assert "Nothing is sent." in seen
        return
    words = letters(sent).get().body_text.splitlines()
    own = str(OF_OUTCOME.get(outcome, "Is something still open?"))
    assert own[:40] in " ".join(words)
    assert all(line.replace("'", "&#x27;") in seen for line in words)


def test_an_end_no_letter_knows_is_shown_plainly(member, sent):
    answer = member.post(url(sent, "letter/"), {"outcome": "<script>"})
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode().partition("<main")[2]
    assert Enquiry.objects.get().outcome == ""
