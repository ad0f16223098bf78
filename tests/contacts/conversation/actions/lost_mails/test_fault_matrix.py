"""Every fault for every kind of mail, over a real SMTP server: nobody is left untold.

Lost, untold, told to nobody: the three counters end at 0. Each trouble was told to
somebody whose mail left, or stands in the console and has raised the alarm.
"""

import pytest

from contacts.conversation.actions.erasing import erase_enquiry
from contacts.conversation.actions.lost_mails.bounces import take_reports
from contacts.conversation.actions.lost_mails.tellers import TELLERS
from contacts.conversation.course import Course
from contacts.conversation.models.troubles import unaccounted
from contacts.conversation.timeline import timeline
from contacts.conversation.timeline_steps import TROUBLE
from contacts.enquiries.actions.posting import post
from contacts.enquiries.sentences import to_family, to_team
from contacts.mail.delivery import deliver
from contacts.mail.news import keep_report
from contacts.models import (
    DeadAddress,
    EmailState,
    Enquiry,
    OutgoingEmail,
    Purpose,
    RoutedTo,
    Step,
    Told,
    Trouble,
)
from portal.health.counters import must_be_none
from tests import factories
from tests.contacts.letters import came
from tests.contacts.returned import delivery_notice
from tests.factories import NOW, accepted, staff

pytestmark = pytest.mark.django_db(transaction=True)
SITE, FAMILY = "site@example-hospital.example", "lena@families.example"
DESK = "desk@portal.example"
PURPOSES = {
    "team mail": Purpose.ENQUIRY_TO_TEAM,
    "family copy": Purpose.COPY_TO_SENDER,
    "answer to family": Purpose.ANSWER_TO_FAMILY,
    "notice to family": Purpose.NOTICE_TO_FAMILY,
    "notice to team": Purpose.NOTICE_TO_TEAM,
    "notice to desk": Purpose.NOTICE_TO_DESK,
    "offer": Purpose.OFFER_TO_FAMILY,
    "reminder": Purpose.REMINDER_TO_TEAM,
}
FAULTS = (
    *("550", "5.1.1", "5.7.26", "bounce by mail", "notice bounces too"),
    *("bounced", "failed", "rejected", "complained"),
    *("desk bounces", "team dead"),
)
TO_FAMILY = {"COPY_TO_SENDER", "ANSWER_TO_FAMILY", "NOTICE_TO_FAMILY"}


@pytest.fixture(autouse=True)
def _mail_comes_in(settings):
    settings.INBOUND_DOMAIN = "reply.portal.example"


@pytest.fixture
def enquiry() -> Enquiry:
    """One whose other mails have left."""
    sent = accepted().enquiry
    factories.StudyContact(study=sent.study, email="central@study.example")
    OutgoingEmail.objects.update(state="SENT", sent_at=NOW)
    return sent


def mail_for(enquiry: Enquiry, purpose: Purpose) -> OutgoingEmail:
    """Return a mail of the enquiry that waits."""
    to = SITE
    if purpose in TO_FAMILY or purpose == Purpose.OFFER_TO_FAMILY:
        to = FAMILY
    elif purpose == Purpose.NOTICE_TO_DESK:
        to = DESK
    (mail,) = post(
        enquiry, purpose, to_family.closed_quietly(enquiry), to=[to], now=NOW
    )
    return mail


def work() -> None:
    """Let the worker send and read until nothing is left to do."""
    for _ in range(12):
        due = list(OutgoingEmail.objects.due().values_list("pk", flat=True))
        for pk in due:
            deliver(pk=pk, now=NOW, by="worker")
        if not take_reports(now=NOW, by="worker") and not due:
            return
    raise AssertionError("telling never ends")


def strike(fault: str, mail: OutgoingEmail, sink) -> None:
    """Let one fault happen to a mail, and the worker go on."""
    modes = {"550": "bar", "5.1.1": "accept", "5.7.26": "spurn"}
    sink.mode = modes.get(fault, "accept")
    if fault == "5.1.1":
        sink.dead = {mail.to_address}
    elif fault == "notice bounces too":
        sink.mode = "reject"
    elif fault == "desk bounces":
        sink.dead = {mail.to_address, DESK}
    elif fault == "team dead":
        sink.dead = {mail.to_address, SITE, "central@study.example"}
    work()
    if fault == "bounce by mail":
        path = sink.senders[-1]
        came(path, raw=delivery_notice(mail, path))
    elif fault in {"bounced", "failed", "rejected", "complained"}:
        about = {"message_id": mail.message_id, "recipient": mail.to_address}
        keep_report(kind=fault, event_id=fault, now=NOW, **about)
    work()


def is_heard(mail: str) -> bool:
    """Whether somebody was told by a mail that left, or the console has it."""
    lines = Trouble.objects.filter(mail=mail)
    if lines.filter(step=Step.SHOWN).exists():
        return True
    tellings = lines.filter(step=Step.TOLD).values("telling")
    told = OutgoingEmail.objects.filter(message_id__in=tellings)
    return told.filter(state__in=[EmailState.SENT, EmailState.DELIVERED]).exists()


def nothing_is_left() -> None:
    """The three counters are 0."""
    counts = {name: rows.count() for name, (_help, rows) in must_be_none().items()}
    assert set(counts.values()) == {0}, counts


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("kind", PURPOSES)
def test_no_fault_leaves_anybody_untold(enquiry, mail_to_sink, caplog, fault, kind):
    mail = mail_for(enquiry, PURPOSES[kind])
    strike(fault, mail, mail_to_sink)
    mail.refresh_from_db()
    assert mail.state in {EmailState.FAILED, EmailState.BOUNCED}
    nothing_is_left()
    for line in Trouble.objects.failures():
        assert is_heard(line.mail), (line.purpose, line.kind)
    if Trouble.objects.in_console().exists():
        assert "nobody can be told by e-mail" in caplog.text


def test_counters_count(enquiry, mail_to_sink):
    """Each of the three is more than a zero that is always there."""
    mail = mail_for(enquiry, Purpose.ENQUIRY_TO_TEAM)
    OutgoingEmail.objects.filter(pk=mail.pk).update(state="FAILED")
    assert unaccounted().get() == mail
    about = {"mail": mail.message_id, "at": NOW, "by": "worker"}
    Trouble.objects.create(step=Step.FAILED, **about)
    assert not unaccounted().exists()
    assert Trouble.objects.untold().count() == 1
    Trouble.objects.create(step=Step.TOLD, told=Told.DESK, telling="<t@x>", **about)
    Trouble.objects.create(step=Step.TOLD, told=Told.FAMILY, telling="<f@x>", **about)
    assert not Trouble.objects.untold().exists()
    assert not Trouble.objects.unowned().exists()
    Trouble.objects.create(step=Step.FAILED, **{**about, "mail": "<t@x>"})
    assert Trouble.objects.unowned().count() == 1
    Trouble.objects.create(step=Step.SHOWN, **about)
    Trouble.objects.create(step=Step.SHOWN, **{**about, "mail": "<t@x>"})
    nothing_is_left()
    # Sent again by hand, it fails once more: that has to be told, too.
    Trouble.objects.create(step=Step.FAILED, **about)
    assert Trouble.objects.untold().count() == 1


def test_when_every_mailbox_of_a_team_is_dead_family_and_desk_hear(
    enquiry, mail_to_sink
):
    mail = mail_for(enquiry, Purpose.ENQUIRY_TO_TEAM)
    strike("team dead", mail, mail_to_sink)
    enquiry.refresh_from_db()
    assert enquiry.routed_to == RoutedTo.PORTAL_DESK
    told = enquiry.emails.filter(purpose=Purpose.NOTICE_TO_FAMILY)
    assert [one.state for one in told] == [EmailState.SENT]
    assert "cannot reach the team" in told.get().body_text
    assert enquiry.emails.filter(purpose=Purpose.NOTICE_TO_DESK, state="SENT").exists()
    steps = [one.label for one in timeline(Course(enquiry, NOW)) if one.kind == TROUBLE]
    assert "We cannot reach the team by e-mail just now" in steps


def test_a_desk_that_takes_no_mail_is_not_mailed_for_ever(enquiry, mail_to_sink):
    strike("desk bounces", mail_for(enquiry, Purpose.NOTICE_TO_DESK), mail_to_sink)
    mail_to_sink.dead = {SITE}
    count = enquiry.emails.filter(purpose=Purpose.NOTICE_TO_DESK).count()
    mail_for(enquiry, Purpose.NOTICE_TO_TEAM)
    work()
    assert count == enquiry.emails.filter(purpose=Purpose.NOTICE_TO_DESK).count()
    assert Trouble.objects.in_console().count() == 2


def test_the_ledger_outlives_an_erasure_and_holds_no_word(enquiry, mail_to_sink):
    strike("5.1.1", mail_for(enquiry, Purpose.ENQUIRY_TO_TEAM), mail_to_sink)
    reference = enquiry.reference
    before = Trouble.objects.count()
    erase_enquiry(enquiry=enquiry, now=NOW, by="enquirer")
    assert Trouble.objects.count() == before > 0
    lines = list(Trouble.objects.values())
    assert {one["reference"] for one in lines} == {reference}
    assert not any("families" in str(one) or "hospital" in str(one) for one in lines)


def test_a_notice_of_an_erased_enquiry_that_fails_is_named(enquiry, mail_to_sink):
    mail_to_sink.dead = {SITE}
    erase_enquiry(enquiry=enquiry, now=NOW, by="enquirer")
    work()
    (line,) = Trouble.objects.in_console()
    assert (line.reference, line.has_page) == (enquiry.reference, False)
    nothing_is_left()


def test_a_letter_that_the_provider_lost_raises_the_alarm(caplog):
    about = {"message_id": "", "recipient": "", "event_id": "x"}
    keep_report(kind="inbound_failed", now=NOW, **about)
    take_reports(now=NOW, by="worker")
    assert Trouble.objects.in_console().get().kind == "inbound_failed"
    assert "could not hand over a letter" in caplog.text


def test_the_desk_marks_what_it_has_seen_to(enquiry, mail_to_sink, client):
    strike("5.1.1", mail_for(enquiry, Purpose.NOTICE_TO_FAMILY), mail_to_sink)
    client.force_login(staff([enquiry.site]))
    line = Trouble.objects.in_console().get()
    address = f"/staff/mail/{line.pk}/seen/"
    assert client.post(address).status_code in {403, 404}
    client.force_login(staff([], is_desk=True))
    page = client.get("/staff/mail/").content.decode()
    assert enquiry.reference in page
    assert "E-mails that did not arrive" in page
    assert client.post(address).status_code == 302
    assert not Trouble.objects.in_console().exists()
    assert client.post(address).status_code == 404
    assert (
        "E-mails that did not arrive" not in client.get("/staff/mail/").content.decode()
    )


def test_every_purpose_has_somebody_to_tell():
    assert set(TELLERS) == set(Purpose)
    assert to_team.MAIL_LOST != to_team.MAILBOX_LOST
    assert not DeadAddress.objects.exists()
