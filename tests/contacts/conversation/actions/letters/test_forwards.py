"""A team's forwarded mail: colleagues' words do not reach the family unseen."""

import pytest

from contacts.conversation.actions.letters.accepting import accept_inbound
from contacts.models import AsideReason, Enquiry, InboundState, OutgoingEmail, Purpose
from tests.contacts.letters import came
from tests.factories import NOW, accepted

pytestmark = pytest.mark.django_db
SITE = "site@example-hospital.example"
INTERNAL = "I doubt that this family can be helped."
HEAD = (
    "From: Dr Brown <brown@example-hospital.example>\n"
    "Sent: Monday, November 23, 2026 8:00 AM\n"
    "To: Site <site@example-hospital.example>\nSubject: {about}\n\n"
)


@pytest.fixture
def enquiry(settings) -> Enquiry:
    settings.INBOUND_DOMAIN = "reply.portal.example"
    settings.DEFAULT_FROM_EMAIL = "Trial Portal <post@portal.example>"
    return accepted().enquiry


def to_team(enquiry: Enquiry) -> str:
    return enquiry.emails.get(purpose=Purpose.ENQUIRY_TO_TEAM).reply_to


def sent_to_family(enquiry: Enquiry) -> list[str]:
    mails = OutgoingEmail.objects.filter(to_address=enquiry.email)
    return [one.body_text + one.body_html for one in mails]


@pytest.mark.parametrize("prefix", ["Fwd: ", "WG: ", "TR : ", "转发：", "Doorst: ", ""])
def test_colleagues_mails_wait_for_a_person(enquiry, prefix):
    body = f"FYI\n\n{HEAD.format(about='our talk')}{INTERNAL}\n"
    mail = came(to_team(enquiry), body, sender=SITE, subject=f"{prefix}our talk")
    assert (mail.state, mail.reason) == (InboundState.REFUSED, AsideReason.FORWARD)
    assert enquiry.messages.count() == 1
    assert not any(INTERNAL in words for words in sent_to_family(enquiry))
    notices = OutgoingEmail.objects.filter(purpose=Purpose.NOTICE_TO_TEAM)
    assert [one.to_address for one in notices] == [enquiry.team_email]
    assert INTERNAL not in notices.get().body_text
    assert accept_inbound(mail=mail, now=NOW, by="desk")
    assert INTERNAL in enquiry.messages.last().body


def test_answers_between_a_colleagues_lines_wait_too(enquiry):
    quote = "On 23 Nov 2026 at 08:00, Dr Brown <brown@example-hospital.example> wrote:"
    body = f"Hello\n\n{quote}\n> {INTERNAL}\nNo.\n> Ask them?\nYes, do.\n"
    mail = came(to_team(enquiry), body, sender=SITE, subject="Re: our talk")
    assert mail.reason == AsideReason.FORWARD


def test_an_answer_to_our_own_mail_goes_on_at_once(enquiry):
    quote = "On 24 Nov 2026 at 09:00, Trial Portal <post@portal.example> wrote:"
    body = f"Come on Monday.\n\n{quote}\n> old\nThank you.\n> older\nAnn\n"
    mail = came(to_team(enquiry), body, sender=SITE)
    assert (mail.state, mail.reason) == (InboundState.TAKEN, "")


def test_what_a_family_forwards_reaches_the_team(enquiry):
    side = enquiry.emails.get(purpose=Purpose.COPY_TO_SENDER).reply_to
    body = f"FYI\n\n{HEAD.format(about='report')}Biopsy: grade 2.\n"
    mail = came(side, body, sender=enquiry.email, subject="Fwd: report")
    assert mail.state == InboundState.TAKEN
    assert "Biopsy: grade 2." in enquiry.messages.last().body


def test_the_child_is_told_what_the_portal_writes_from(enquiry):
    """Without it our own mail, quoted under another subject, is no known one."""
    head = (
        "From: Trial Portal <post@portal.example>\nSent: Tuesday, November 24, 2026\n"
        "To: Site <site@example-hospital.example>\nSubject: A new enquiry\n\n"
    )
    body = f"Come on Monday.\n\n{head}old words\n"
    mail = came(to_team(enquiry), body, sender=SITE, subject="Monday")
    assert (mail.state, mail.body) == (InboundState.TAKEN, "Come on Monday.")
