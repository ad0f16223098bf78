"""A person's word places a mail, but never without the proof in its address."""

import pytest

from contacts.conversation.actions.erasing import erase_enquiry
from contacts.conversation.actions.letters.accepting import accept_inbound
from contacts.models import AsideReason, Enquiry, InboundEmail, InboundState, Purpose
from tests.contacts.letters import came
from tests.factories import NOW, accepted

pytestmark = pytest.mark.django_db
WHO = {"now": NOW, "by": "user:1"}


@pytest.fixture
def enquiry(settings) -> Enquiry:
    settings.INBOUND_DOMAIN = "reply.portal.example"
    return accepted().enquiry


def forged(enquiry: Enquiry) -> str:
    """Return an address whose reference is known and whose proof is guessed."""
    to = enquiry.emails.get(purpose=Purpose.ENQUIRY_TO_TEAM).reply_to
    local, _at, domain = to.partition("@")
    return f"{local[:-1]}{'0' if local[-1] != '0' else '1'}@{domain}"


def test_a_guessed_address_is_placed_by_nobody(enquiry):
    mail = came(forged(enquiry), "Come tomorrow.", sender=enquiry.team_email)
    assert (mail.state, mail.reason) == (InboundState.REFUSED, AsideReason.UNPROVEN)
    assert mail.enquiry == enquiry
    assert not accept_inbound(mail=mail, **WHO)
    mail.refresh_from_db()
    assert mail.state == InboundState.REFUSED
    assert enquiry.messages.count() == 1


def test_with_its_proof_a_strangers_mail_is_placed(enquiry):
    to = enquiry.emails.get(purpose=Purpose.COPY_TO_SENDER).reply_to
    mail = came(to, "From my other address.", sender="other@families.example")
    assert mail.state == InboundState.OTHER
    assert accept_inbound(mail=mail, **WHO)
    assert enquiry.messages.last().body.strip() == "From my other address."


def test_erasing_an_enquiry_takes_the_persons_stray_mails_along(enquiry):
    mine = came("desk@portal.example", "I wrote astray.", sender=enquiry.email.upper())
    other = came("desk@portal.example", "So did I.", sender="nina@families.example")
    assert (mine.enquiry, other.enquiry) == (None, None)
    erase_enquiry(enquiry=enquiry, now=NOW, by="enquirer")
    assert [one.pk for one in InboundEmail.objects.all()] == [other.pk]
