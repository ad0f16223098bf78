"""Bounces: the row tells, the team's mail finds another way, staff see the family's."""

from datetime import timedelta

import pytest

from contacts.conversation.actions import rights
from contacts.conversation.actions.lost_mails import bounces, lifting
from contacts.conversation.actions.lost_mails.bounces import PATIENCE, take_reports
from contacts.enquiries.actions.dropping import mails_to_resend
from contacts.mail.news import keep_report
from contacts.models import (
    DeadAddress,
    EmailState,
    Enquiry,
    MailEvent,
    OutgoingEmail,
    Purpose,
    RoutedTo,
)
from tests import factories
from tests.factories import NOW, accepted

pytestmark = pytest.mark.django_db
PURPOSES = (Purpose.ENQUIRY_TO_TEAM, Purpose.COPY_TO_SENDER)


@pytest.fixture
def enquiry() -> Enquiry:
    sent = accepted().enquiry
    factories.StudyContact(study=sent.study, email="central@study.example")
    return sent


def report(mail: OutgoingEmail, kind: str, **changes) -> None:
    usual = {
        "event_id": f"{kind}-{MailEvent.objects.count()}",
        "message_id": mail.message_id,
        "recipient": mail.to_address,
    }
    keep_report(kind=kind, now=NOW, **{**usual, **changes})
    take_reports(now=NOW, by="worker")
    mail.refresh_from_db()


def mail_to(enquiry: Enquiry, purpose: str) -> OutgoingEmail:
    return enquiry.emails.filter(purpose=purpose).last()


def test_delivered_is_shown(enquiry):
    mail = mail_to(enquiry, Purpose.ENQUIRY_TO_TEAM)
    report(mail, "delivered")
    assert mail.state == EmailState.DELIVERED


def test_a_site_that_bounces_falls_back_and_the_desk_hears(enquiry):
    first = mail_to(enquiry, Purpose.ENQUIRY_TO_TEAM)
    report(first, "bounced")
    assert first.state == EmailState.BOUNCED
    enquiry.refresh_from_db()
    assert enquiry.routed_to == RoutedTo.CENTRAL_CONTACT
    again = mail_to(enquiry, Purpose.ENQUIRY_TO_TEAM)
    assert again.to_address == "central@study.example"
    words = {one.secret for one in enquiry.team_links.all()}
    assert len([one for one in words if one in again.body_text]) == 1
    assert mail_to(enquiry, Purpose.NOTICE_TO_DESK).to_address == "desk@portal.example"
    # The next enquiry does not try the dead mailbox first.
    assert accepted(enquiry.site).enquiry.routed_to == RoutedTo.CENTRAL_CONTACT
    report(again, "bounced")
    enquiry.refresh_from_db()
    assert enquiry.routed_to == RoutedTo.PORTAL_DESK


def test_after_it_was_taken_back_a_late_bounce_sends_it_nowhere(enquiry):
    first = mail_to(enquiry, Purpose.ENQUIRY_TO_TEAM)
    OutgoingEmail.objects.filter(pk=first.pk).update(state="SENT", sent_at=NOW)
    rights.withdraw(enquiry=enquiry, now=NOW, by="enquirer")
    report(first, "bounced")
    assert first.state == EmailState.BOUNCED
    assert list(enquiry.emails.filter(purpose=Purpose.ENQUIRY_TO_TEAM)) == [first]
    # Nor does anybody send it again by hand.
    enquiry.refresh_from_db()
    assert not mails_to_resend(enquiry).exists()
    assert OutgoingEmail.objects.in_trouble().filter(enquiry=enquiry).exists()


def test_one_report_that_fails_holds_up_no_other(enquiry, monkeypatch, caplog):
    broken, fine = (mail_to(enquiry, p) for p in PURPOSES)
    real = bounces.apply

    def apply(event, mail, now, by):
        if mail.pk == broken.pk:
            raise RuntimeError
        real(event, mail, now, by)

    monkeypatch.setattr(bounces, "apply", apply)
    for mail in (broken, fine):
        keep_report(
            kind="delivered",
            event_id=mail.purpose,
            message_id=mail.message_id,
            recipient="",
            now=NOW,
        )
    take_reports(now=NOW, by="worker")
    assert "could not be dealt with" in caplog.text
    assert mail_to(enquiry, fine.purpose).state == EmailState.DELIVERED
    monkeypatch.undo()
    assert take_reports(now=NOW, by="worker") == 0
    take_reports(now=NOW + timedelta(hours=1), by="worker")
    assert mail_to(enquiry, broken.purpose).state == EmailState.DELIVERED


def test_reports_that_are_too_early_do_not_keep_others_waiting(enquiry):
    for number in range(3):
        keep_report(
            kind="delivered",
            event_id=str(number),
            message_id="?",
            recipient="",
            now=NOW,
        )
    take_reports(now=NOW, by="worker", limit=3)
    mail = mail_to(enquiry, Purpose.ENQUIRY_TO_TEAM)
    keep_report(
        kind="delivered",
        event_id="ours",
        message_id=mail.message_id,
        recipient="",
        now=NOW,
    )
    take_reports(now=NOW, by="worker", limit=1)
    mail.refresh_from_db()
    assert mail.state == EmailState.DELIVERED


def test_a_familys_dead_address_is_shown_to_staff(enquiry):
    copy = mail_to(enquiry, Purpose.COPY_TO_SENDER)
    report(copy, "bounced")
    enquiry.refresh_from_db()
    assert enquiry.email_bounced_at == NOW
    assert enquiry.routed_to == RoutedTo.SITE_CONTACT


def test_a_report_twice_or_out_of_order_changes_nothing_more(enquiry):
    mail = mail_to(enquiry, Purpose.ENQUIRY_TO_TEAM)
    for _ in range(3):
        report(mail, "bounced", event_id="one")
    report(mail, "delivered")
    assert mail.state == EmailState.BOUNCED
    assert enquiry.emails.filter(purpose=Purpose.NOTICE_TO_DESK).count() == 1


def test_a_report_about_somebody_elses_address_is_not_believed(enquiry):
    mail = mail_to(enquiry, Purpose.ENQUIRY_TO_TEAM)
    report(mail, "complained", recipient="somebody@else.example")
    assert mail.state == EmailState.QUEUED
    assert not DeadAddress.objects.exists()


def test_a_report_may_come_before_our_own_row(enquiry):
    keep_report(
        kind="delivered", event_id="early", message_id="p-1", recipient="", now=NOW
    )
    take_reports(now=NOW, by="worker")
    mail = mail_to(enquiry, Purpose.ENQUIRY_TO_TEAM)
    OutgoingEmail.objects.filter(pk=mail.pk).update(provider_id="p-1")
    take_reports(now=NOW, by="worker")
    mail.refresh_from_db()
    assert mail.state == EmailState.DELIVERED


def test_a_report_of_a_strangers_mail_is_put_aside_after_a_while():
    keep_report(
        kind="bounced", event_id="x", message_id="nobody", recipient="", now=NOW
    )
    take_reports(now=NOW, by="worker")
    assert MailEvent.objects.get().is_done is False
    take_reports(now=NOW + PATIENCE + timedelta(seconds=1), by="worker")
    assert MailEvent.objects.get().is_done is True


def dead_site(enquiry) -> OutgoingEmail:
    report(mail_to(enquiry, Purpose.ENQUIRY_TO_TEAM), "bounced")
    assert accepted(enquiry.site).enquiry.routed_to == RoutedTo.CENTRAL_CONTACT


def test_a_mailbox_that_takes_a_later_mail_is_used_again(enquiry):
    earlier = accepted(enquiry.site).enquiry
    later = accepted(enquiry.site).enquiry
    dead_site(enquiry)
    for other, sent_at in ((earlier, NOW), (later, NOW + timedelta(hours=1))):
        assert DeadAddress.objects.exists()
        mail = mail_to(other, Purpose.ENQUIRY_TO_TEAM)
        OutgoingEmail.objects.filter(pk=mail.pk).update(state="SENT", sent_at=sent_at)
        report(mail, "delivered")
    assert not DeadAddress.objects.exists()
    assert accepted(enquiry.site).enquiry.routed_to == RoutedTo.SITE_CONTACT


def test_to_lift_an_address_counts_for_a_familys_too(enquiry):
    report(mail_to(enquiry, Purpose.COPY_TO_SENDER), "bounced")
    address = "Lena@families.example"
    assert lifting.lift_address(address=address, now=NOW, by="user:1")
    assert not lifting.lift_address(address=address, now=NOW, by="user:1")
    enquiry.refresh_from_db()
    assert enquiry.email_bounced_at is None
