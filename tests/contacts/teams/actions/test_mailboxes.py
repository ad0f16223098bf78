"""A mailbox gets one link; only its readers' press makes it usable."""

from datetime import timedelta

import pytest

from contacts.models import (
    Mailbox,
    MailHolds,
    OutgoingEmail,
    Purpose,
    Team,
    WordsReason,
)
from contacts.teams.actions import mailboxes as actions
from contacts.teams.models.mailboxes import LINK_LASTS, NEXT_LINK
from portal.audit.models import AuditEvent, Verb
from tests.factories import NOW

pytestmark = pytest.mark.django_db
BY = "user:1"


@pytest.fixture
def box() -> Mailbox:
    team = Team.objects.create(name="Nord", language="zh-hans")
    return actions.add_mailbox(team=team, email="ward@site.example", now=NOW, by=BY)


def verbs() -> list[str]:
    return list(AuditEvent.objects.values_list("verb", flat=True))


def test_a_new_mailbox_gets_a_link_in_the_teams_language(box):
    mail = OutgoingEmail.objects.get(purpose=Purpose.ACCOUNT)
    assert mail.to_address == "ward@site.example"
    assert "/zh-hans/mailboxes/" in mail.body_text
    assert not Mailbox.objects.usable().exists()
    assert verbs() == [Verb.MAILBOX_ADDED]
    assert "ward" not in str(AuditEvent.objects.get().detail)


def test_the_same_mailbox_twice_is_one_and_gets_one_mail(box):
    again = actions.add_mailbox(
        team=box.team, email="Ward@Site.example", now=NOW, by=BY
    )
    assert again == box
    assert OutgoingEmail.objects.count() == 1


def test_a_press_verifies_and_a_late_one_does_not(box):
    late = NOW + LINK_LASTS + timedelta(minutes=1)
    assert not actions.verify_mailbox(mailbox=box, now=late)
    assert actions.verify_mailbox(mailbox=box, now=NOW)
    assert list(Mailbox.objects.usable()) == [box]
    assert actions.verify_mailbox(mailbox=box, now=late)
    assert verbs().count(Verb.MAILBOX_VERIFIED) == 1


def test_asked_again_the_first_link_is_dead(box):
    before, later = box.token_hash, NOW + NEXT_LINK
    for _press in range(3):
        actions.ask_mailbox_again(mailbox=box, now=NOW, by=BY)
    assert OutgoingEmail.objects.count() == 1
    actions.ask_mailbox_again(mailbox=box, now=later, by=BY)
    assert box.token_hash != before
    assert OutgoingEmail.objects.count() == 2
    actions.verify_mailbox(mailbox=box, now=later)
    actions.ask_mailbox_again(mailbox=box, now=later + NEXT_LINK, by=BY)
    assert OutgoingEmail.objects.count() == 2


def test_what_a_mail_holds_is_audited_with_its_reason(box):
    actions.verify_mailbox(mailbox=box, now=NOW)
    choose = {"mailbox": box, "now": NOW, "by": BY}
    actions.choose_what_mail_holds(
        holds=MailHolds.MESSAGE, reason=WordsReason.CONTRACT, **choose
    )
    event = AuditEvent.objects.get(verb=Verb.MAILBOX_CHANGED)
    assert event.detail["reason"] == "CONTRACT"
    actions.choose_what_mail_holds(holds=MailHolds.LINK, reason=None, **choose)
    box.refresh_from_db()
    assert (box.holds, box.holds_reason) == (MailHolds.LINK, "")


def test_paused_and_removed(box):
    actions.verify_mailbox(mailbox=box, now=NOW)
    actions.pause_mailbox(mailbox=box, is_paused=True, now=NOW, by=BY)
    assert not Mailbox.objects.usable().exists()
    actions.pause_mailbox(mailbox=box, is_paused=False, now=NOW, by=BY)
    assert Mailbox.objects.usable().exists()
    actions.remove_mailbox(mailbox=box, now=NOW, by=BY)
    assert not Mailbox.objects.exists()
    assert verbs()[-1] == Verb.MAILBOX_REMOVED
