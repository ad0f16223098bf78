"""Who wrote: what a stranger sends by a known address is shown, and does nothing."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from contacts.conversation.actions.letters.accepted_senders import bare
from contacts.conversation.actions.letters.accepting import accept_inbound
from contacts.conversation.actions.promises import keep_promises
from contacts.enquiries.actions.sending import send_enquiry
from contacts.models import (
    AcceptedSender,
    Enquiry,
    InboundState,
    OutgoingEmail,
    Purpose,
    RoutedTo,
)
from tests.contacts.letters import came
from tests.factories import NOW, StudyContact, accepted, enquirer, staff

pytestmark = pytest.mark.django_db
SITE = "site@example-hospital.example"
STRANGER = "stranger@else.example"


@pytest.fixture
def enquiry(settings) -> Enquiry:
    settings.INBOUND_DOMAIN = "reply.portal.example"
    return accepted().enquiry


def address(enquiry: Enquiry, purpose: str) -> str:
    return enquiry.emails.get(purpose=purpose).reply_to


def standing(enquiry: Enquiry) -> tuple:
    enquiry.refresh_from_db()
    return enquiry.state, enquiry.revision, enquiry.next_action, enquiry.answer_due_at


@pytest.mark.parametrize("side", [Purpose.COPY_TO_SENDER, Purpose.ENQUIRY_TO_TEAM])
def test_a_stranger_is_shown_as_somebody_else_and_moves_nothing(enquiry, side):
    before = standing(enquiry)
    mail = came(
        address(enquiry, side),
        "Please transfer the money.",
        sender=STRANGER,
        answers_to=enquiry.emails.get(purpose=side).message_id,
    )
    assert mail.state == InboundState.OTHER
    assert standing(enquiry) == before
    assert enquiry.messages.count() == 1
    sent = [m.body_text + m.body_html for m in OutgoingEmail.objects.all()]
    assert not any("transfer the money" in words for words in sent)
    # The team hears that there is something, without the words; once a day.
    notices = OutgoingEmail.objects.filter(purpose=Purpose.NOTICE_TO_TEAM)
    assert [one.to_address for one in notices] == [enquiry.team_email]
    came(address(enquiry, side), "Once more.", sender=STRANGER)
    assert notices.count() == 1
    pages = [
        client_of(staff([enquiry.site])).get(f"/staff/enquiries/{enquiry.reference}/"),
        Client().get(link_to(enquiry)),
    ]
    for page in pages:
        text = page.content.decode()
        assert "transfer the money" in text
        assert STRANGER in text
        assert "from another address" in text
    # The promise runs on; somebody has opened it by now.
    enquiry.refresh_from_db()
    keep_promises(now=enquiry.next_action_at + timedelta(seconds=1), by="worker")
    enquiry.refresh_from_db()
    keep_promises(now=enquiry.next_action_at + timedelta(seconds=1), by="worker")
    assert enquiry.emails.filter(purpose=Purpose.REMINDER_TO_TEAM).exists()


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def link_to(enquiry: Enquiry) -> str:
    mail = enquiry.emails.get(purpose=Purpose.COPY_TO_SENDER)
    at = mail.body_text.index("/enquiries/")
    return mail.body_text[at:].split()[0]


@pytest.mark.parametrize(
    ("sender", "side", "is_known"),
    [
        ("Lena@Families.example", Purpose.COPY_TO_SENDER, True),
        ("lena+trials@families.example", Purpose.COPY_TO_SENDER, True),
        ("tom@families.example", Purpose.COPY_TO_SENDER, False),
        ("lena@families.example.evil.example", Purpose.COPY_TO_SENDER, False),
        (SITE, Purpose.COPY_TO_SENDER, False),
        ("", Purpose.COPY_TO_SENDER, False),
        (SITE, Purpose.ENQUIRY_TO_TEAM, True),
        ("other@example-hospital.example", Purpose.ENQUIRY_TO_TEAM, False),
        ("lena@families.example", Purpose.ENQUIRY_TO_TEAM, False),
        ("desk@portal.example", Purpose.ENQUIRY_TO_TEAM, True),
    ],
)
def test_whose_an_address_is(enquiry, sender, side, is_known):
    mail = came(address(enquiry, side), "Words.", sender=sender)
    assert mail.state == (InboundState.TAKEN if is_known else InboundState.OTHER)


def test_a_member_answers_from_their_own_address(enquiry):
    user = staff([enquiry.site])
    mail = came(address(enquiry, Purpose.ENQUIRY_TO_TEAM), "Come.", sender=user.email)
    assert mail.state == InboundState.TAKEN


def test_another_teams_member_is_somebody_else(enquiry):
    user = staff([accepted().enquiry.site])
    mail = came(address(enquiry, Purpose.ENQUIRY_TO_TEAM), "Come.", sender=user.email)
    assert mail.state == InboundState.OTHER


def test_who_was_accepted_is_known_from_then_on(enquiry):
    to = address(enquiry, Purpose.COPY_TO_SENDER)
    mail = came(to, "It is his father.", sender="tom@families.example")
    user = staff([enquiry.site])
    place = f"/staff/enquiries/{enquiry.reference}/accept/"
    what = {"mail": mail.pk}
    assert client_of(staff([])).post(place, what).status_code == 404
    assert client_of(user).post(place, what).status_code == 302
    assert enquiry.messages.last().body == "It is his father."
    assert client_of(user).post(place, what).status_code == 404
    again = came(to, "Me again.", sender="Tom@families.example")
    assert again.state == InboundState.TAKEN
    # For this enquiry alone, and for the family's side alone.
    other = accepted().enquiry
    to_team = address(enquiry, Purpose.ENQUIRY_TO_TEAM)
    for where in (address(other, Purpose.COPY_TO_SENDER), to_team):
        mail = came(where, "Elsewhere.", sender="tom@families.example")
        assert mail.state == InboundState.OTHER


def test_a_colleague_who_was_accepted_answers_for_the_site(enquiry):
    to = address(enquiry, Purpose.ENQUIRY_TO_TEAM)
    mail = came(to, "Please come.", sender="anna@private.example")
    assert accept_inbound(mail=mail, now=NOW, by="user:1")
    enquiry.refresh_from_db()
    assert not enquiry.is_waiting
    assert AcceptedSender.objects.get().site == enquiry.site
    assert "anna" not in str(list(AcceptedSender.objects.values()))
    mail = came(to, "At nine.", sender="anna@private.example")
    assert mail.state == InboundState.TAKEN


@pytest.mark.parametrize("whose", ["member", "mailbox"])
@pytest.mark.parametrize("holder", [*RoutedTo.values, "NO_PLACE"])
def test_a_team_answers_by_mail_wherever_the_route_has_brought_it(
    settings, holder, whose
):
    settings.INBOUND_DOMAIN = "reply.portal.example"
    enquiry = accepted().enquiry
    of_study = holder not in {RoutedTo.SITE_TEAM, RoutedTo.SITE_CONTACT}
    user = staff([] if of_study else [enquiry.site], is_desk=holder == "PORTAL_DESK")
    team = user.memberships.get().team
    if of_study and not team.is_desk:
        team.studies.add(enquiry.study)
    about = {"verified_at": NOW, "asked_at": NOW, "created_at": NOW}
    team.mailboxes.create(email="ward@h.example", token_hash="x", **about)
    if holder == "NO_PLACE":
        enquiry = about_no_place(enquiry)
    else:
        Enquiry.objects.update(routed_to=holder)
    sender = user.email if whose == "member" else "ward@h.example"
    mail = came(address(enquiry, Purpose.ENQUIRY_TO_TEAM), "Come.", sender=sender)
    assert mail.state == InboundState.TAKEN


def test_a_colleague_is_known_to_the_team_at_all_its_places(enquiry):
    user = staff([enquiry.site])
    team = user.memberships.get().team
    Enquiry.objects.update(routed_to=RoutedTo.SITE_TEAM, team=team)
    to = address(enquiry, Purpose.ENQUIRY_TO_TEAM)
    mail = came(to, "Please come.", sender="anna@private.example")
    assert accept_inbound(mail=mail, now=NOW, by="user:1")
    assert AcceptedSender.objects.get().team == team
    elsewhere = accepted().enquiry
    to = address(elsewhere, Purpose.ENQUIRY_TO_TEAM)
    assert came(to, "At nine.", sender="anna@private.example").state == "OTHER"
    team.sites.add(elsewhere.site)
    assert came(to, "At ten.", sender="anna@private.example").state == "TAKEN"


def about_no_place(enquiry: Enquiry) -> Enquiry:
    """Return an enquiry to the same study of somebody who asked no place."""
    sent = send_enquiry(
        study=enquiry.study,
        site=None,
        enquirer=enquirer(),
        text="Is there a place near me?",
        key=uuid4(),
        now=NOW,
        by="enquirer",
    )
    return sent.enquiry


def test_a_colleague_of_the_central_contact_is_known_for_the_study_without_a_place(
    enquiry,
):
    StudyContact(study=enquiry.study, email="central@sponsor.example")
    enquiry = about_no_place(enquiry)
    to = address(enquiry, Purpose.ENQUIRY_TO_TEAM)
    mail = came(to, "Please come.", sender="anna@private.example")
    assert accept_inbound(mail=mail, now=NOW, by="user:1")
    assert AcceptedSender.objects.get().study == enquiry.study
    assert came(to, "At nine.", sender="anna@private.example").state == "TAKEN"


def test_an_alias_is_one_of_the_same_mailbox():
    assert bare(" Anna+x@H.example ") == bare("anna@h.example")
    assert bare("anna@h.example") != bare("anna@x.example")
