"""Whoever has an account is led into the console, a mailbox to a page that opens."""

from datetime import timedelta

import pytest
from django.conf import settings

from contacts.conversation.actions import handling
from contacts.conversation.actions.answering import answer_family
from contacts.conversation.actions.lost_mails.tellers import tell_team
from contacts.conversation.actions.promises import keep_promises
from contacts.enquiries.actions.opening import open_enquiry
from contacts.mail.kinds import KINDS, Side
from contacts.models import Enquiry, NextAction, OutgoingEmail, Purpose, Team
from tests import factories
from tests.contacts.letters import came
from tests.factories import NOW, accepted, staff

pytestmark = pytest.mark.django_db
SITE = "site@example-hospital.example"
CHECKED = {"verified_at": NOW, "asked_at": NOW, "created_at": NOW}


def to_teams() -> list[OutgoingEmail]:
    """Return what went to teams, without what went to the portal's own desk."""
    kinds = {one for one, kind in KINDS.items() if kind.side is Side.TEAM}
    mails = OutgoingEmail.objects.filter(purpose__in=kinds)
    return [one for one in mails if one.to_address != settings.PORTAL_DESK_EMAIL]


def let_days_pass(enquiry: Enquiry, steps: int) -> None:
    for _ in range(steps):
        enquiry.refresh_from_db()
        keep_promises(now=enquiry.next_action_at + timedelta(minutes=1), by="worker")


def leads(mail: OutgoingEmail) -> str:
    """Return where a mail leads: into the console, to a page of its own, nowhere."""
    ways = [way for way in ("/staff/", "/for-teams/") if way in mail.body_text]
    return " and ".join(ways)


@pytest.mark.parametrize("is_opened", [True, False])
def test_no_step_of_the_ladder_leads_a_mailbox_without_account_to_the_console(
    is_opened,
):
    site = factories.site_with_contact()
    factories.StudyContact(study=site.study, email="central@sponsor.example")
    enquiry = accepted(site).enquiry
    if is_opened:
        open_enquiry(enquiry=enquiry, now=NOW, by="link:1")
    let_days_pass(enquiry, 10)
    assert len(to_teams()) > 2
    assert {leads(mail) for mail in to_teams()} == {"/for-teams/"}


def test_what_was_put_off_comes_back_to_the_mailbox_by_its_page():
    enquiry = accepted().enquiry
    answer_family(enquiry=enquiry, text="Hello", seen=0, user=None, now=NOW, by="x")
    soon = NOW + timedelta(days=2)
    handling.snooze(enquiry=enquiry, until=soon, now=NOW, by="x")
    enquiry.refresh_from_db()
    assert enquiry.next_action == NextAction.WAKE
    keep_promises(now=soon, by="worker")
    (back,) = OutgoingEmail.objects.filter(purpose=Purpose.REMINDER_TO_TEAM)
    assert (back.to_address, leads(back)) == (SITE, "/for-teams/")


def test_a_notice_to_a_mailbox_leads_to_its_page(settings):
    settings.INBOUND_DOMAIN = "reply.portal.example"
    enquiry = accepted().enquiry
    mail = enquiry.emails.get(purpose=Purpose.ENQUIRY_TO_TEAM)
    came(mail.reply_to, "Who am I?", sender="stranger@else.example")
    came(mail.reply_to, "With a file.", sender=SITE, files=1)
    tell_team(enquiry.emails.get(purpose=Purpose.COPY_TO_SENDER), "", NOW, "worker")
    notices = [one for one in to_teams() if one.purpose == Purpose.NOTICE_TO_TEAM]
    assert [leads(one) for one in notices] == ["/for-teams/"] * 3


def test_people_are_led_into_the_console_and_their_mailbox_too():
    site = factories.StudySite()
    nurse = staff([site])
    team = nurse.memberships.get().team
    team.mailboxes.create(email="ward@h.example", token_hash="1", **CHECKED)
    about = {"purpose": "REMINDERS", "token_hash": "2", **CHECKED}
    team.mailboxes.create(email="office@h.example", **about)
    enquiry = accepted(site).enquiry
    open_enquiry(enquiry=enquiry, now=NOW, by="user:1")
    let_days_pass(enquiry, 5)
    reached = {one.to_address for one in to_teams()}
    assert reached == {nurse.email, "ward@h.example", "office@h.example"}
    assert {leads(mail) for mail in to_teams()} == {"/staff/"}


def test_a_mailbox_that_gets_the_words_has_a_page_where_nobody_has_an_account():
    site = factories.StudySite()
    team = Team.objects.create(name="Ward")
    team.sites.add(site)
    about = {"holds": "MESSAGE", "holds_reason": "CONTRACT", **CHECKED}
    team.mailboxes.create(email="ward@h.example", token_hash="1", **about)
    about = {"purpose": "REMINDERS", "token_hash": "2", **CHECKED}
    team.mailboxes.create(email="office@h.example", **about)
    enquiry = accepted(site, text="Is there a place?").enquiry
    (mail,) = to_teams()
    assert "Is there a place?" in mail.body_text
    open_enquiry(enquiry=enquiry, now=NOW, by="link:1")
    let_days_pass(enquiry, 5)
    reached = {one.to_address for one in to_teams()}
    assert reached == {"ward@h.example", "office@h.example"}
    assert {leads(mail) for mail in to_teams()} == {"/for-teams/"}
