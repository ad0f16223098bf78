"""Nothing stays for ever: whatever became of a letter, its row goes in the end."""

from datetime import timedelta

import pytest

from contacts.conversation.actions.erasing import erase_enquiry
from contacts.conversation.actions.letters.taking import take_inbound
from contacts.conversation.actions.purging import STRAY_MAILS, purge_leftovers
from contacts.models import InboundEmail, InboundState
from tests.factories import NOW, accepted

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def letter(state: InboundState, enquiry=None) -> InboundEmail:
    return InboundEmail.objects.create(
        state=state,
        enquiry=enquiry,
        fingerprint=f"{state} {enquiry}",
        to_address="nobody@portal.example",
        came_at=NOW,
    )


def let_a_month_pass() -> None:
    take_inbound(now=NOW + DAY, by="worker")
    purge_leftovers(now=NOW + STRAY_MAILS)


@pytest.mark.parametrize("state", InboundState)
def test_what_belongs_to_no_enquiry_goes_after_a_month(state):
    letter(state)
    take_inbound(now=NOW + DAY, by="worker")
    purge_leftovers(now=NOW + STRAY_MAILS - DAY)
    assert InboundEmail.objects.exists()
    purge_leftovers(now=NOW + STRAY_MAILS)
    assert not InboundEmail.objects.exists()


@pytest.mark.parametrize("state", InboundState)
def test_what_belongs_to_an_enquiry_goes_with_it(state):
    enquiry = accepted().enquiry
    letter(state, enquiry)
    let_a_month_pass()
    erase_enquiry(enquiry=enquiry, now=NOW + 2 * STRAY_MAILS, by="worker")
    assert not InboundEmail.objects.exists()


def test_words_in_a_conversation_stay_as_long_as_it_does():
    enquiry = accepted().enquiry
    kept = {InboundState.TAKEN, InboundState.OTHER, InboundState.BOUNCE}
    for state in kept:
        letter(state, enquiry)
    let_a_month_pass()
    assert {one.state for one in InboundEmail.objects.all()} == kept


def test_what_nobody_has_looked_at_waits_for_the_worker():
    letter(InboundState.NEW)
    purge_leftovers(now=NOW + 2 * STRAY_MAILS)
    assert InboundEmail.objects.exists()
