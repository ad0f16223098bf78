"""Mails are written at their first claim: of facts, once, under the worker's lease."""

import pytest
from django.db import OperationalError

from contacts.conversation.actions.erasing import erase_enquiry
from contacts.mail import delivery
from contacts.mail.batches import rounds
from contacts.mail.batches.lines import MailLines
from contacts.mail.batches.queues import Queue
from contacts.mail.giving_up import retry_email
from contacts.mail.kinds import KINDS
from contacts.mail.late import writing
from contacts.mail.late.authors import AUTHORS
from contacts.mail.refusals import SendOutcome
from contacts.mail.rendering import Rendered, outgoing
from contacts.models import (
    AuditEvent,
    EmailState,
    Enquiry,
    OutgoingEmail,
    Purpose,
    Verb,
)
from portal.alarms.models import Alarm
from tests.contacts.mail.late.sending import SAID, send, text_of
from tests.factories import NOW, accepted

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = ("subject", "body_text", "body_html", "words")


def stored(mail: OutgoingEmail) -> tuple:
    """Return the words that the row itself holds."""
    return OutgoingEmail.objects.filter(pk=mail.pk).values_list(*WORDS).get()


def test_what_is_accepted_holds_no_words_until_it_is_claimed(copy, mail_to_sink):
    assert stored(copy) == ("", "", "", {})
    assert send(copy) is SendOutcome.SENT
    subject, text, html, words = stored(copy)
    assert (bool(subject), text, html) == (True, "", "")
    (arrived,) = mail_to_sink.mails
    assert text_of(arrived).splitlines() == words["body_text"].splitlines()
    row = OutgoingEmail.objects.get(pk=copy.pk)
    assert (row.facts, row.body_text) == ({}, words["body_text"])
    assert SAID in row.body_text


def test_who_looks_before_a_worker_reads_what_it_will_write(copy, mail_to_sink):
    shown = OutgoingEmail.objects.get(pk=copy.pk)
    before = (shown.subject, shown.body_text)
    assert stored(copy) == ("", "", "", {})
    send(copy)
    (arrived,) = mail_to_sink.mails
    assert before[0] == arrived["Subject"]
    assert before[1].splitlines() == text_of(arrived).splitlines()


def test_every_attempt_sends_the_same(enquiry, copy, mail_to_sink):
    mail_to_sink.dead = {copy.to_address}
    assert send(copy) is SendOutcome.NEVER
    first = stored(copy)
    Enquiry.objects.filter(pk=enquiry.pk).update(first_name="Somebody", reference="X")
    mail_to_sink.dead = set()
    mail_to_sink.mails.clear()
    assert retry_email(mail=copy, now=NOW, by="desk")
    assert send(copy) is SendOutcome.SENT
    (arrived,) = mail_to_sink.mails
    assert arrived["Message-ID"] == copy.message_id
    assert stored(copy) == first
    assert text_of(arrived).splitlines() == first[3]["body_text"].splitlines()
    assert "Somebody" not in text_of(arrived)


def test_the_version_before_finds_nothing_that_it_would_send_empty(enquiry):
    """It looks for due rows of its own two queues, by their names."""
    its_own = OutgoingEmail.objects.filter(queue__in=["enquiries", "bulk"])
    assert enquiry.emails.count() == 2
    assert not its_own.exists()


def test_what_was_written_at_once_leaves_beside_what_is_not(enquiry, mail_to_sink):
    ready = outgoing(
        Purpose.ACCOUNT, Rendered("s", "t\n", "h"), to_address="a@x.example", now=NOW
    )
    ready.save()
    lines = MailLines()
    rounds.deliver_due(
        queue=Queue.ENQUIRIES, now=NOW, by="worker", lines=lines, seconds=5
    )
    lines.hang_up()
    assert set(OutgoingEmail.objects.values_list("state", flat=True)) == {"SENT"}
    assert {one["Message-ID"] for one in mail_to_sink.mails} == {
        mail.message_id for mail in OutgoingEmail.objects.all()
    }


def test_one_whose_worker_died_before_it_was_written_is_written_by_the_next(
    copy, mail_to_sink
):
    assert OutgoingEmail.objects.claim(copy.pk, delivery.LEASE)
    OutgoingEmail.objects.update(next_attempt_at=NOW)
    assert send(copy) is SendOutcome.SENT
    copy = OutgoingEmail.objects.get(pk=copy.pk)
    assert (copy.attempts, copy.unknown_outcomes) == (2, 1)
    assert SAID in text_of(mail_to_sink.mails[0])


def test_an_enquiry_erased_before_the_first_claim_sends_nothing(
    enquiry, copy, mail_to_sink
):
    erase_enquiry(enquiry=enquiry, now=NOW, by="enquirer")
    assert send(copy) is None
    assert mail_to_sink.mails == []
    assert not OutgoingEmail.objects.filter(pk=copy.pk).exists()
    # What is left tells that it ended.
    assert AuditEvent.objects.filter(verb=Verb.ENQUIRY_ERASED).count() == 1
    # The team hears that it is over, and nothing of whom it was.
    (notice,) = OutgoingEmail.objects.all()
    assert notice.purpose == Purpose.NOTICE_TO_TEAM
    assert SAID not in notice.body_text


@pytest.mark.parametrize("step", ["load", "write"])
def test_one_erased_while_it_is_written_does_not_leave(
    enquiry, copy, mail_to_sink, monkeypatch, step
):
    author = AUTHORS[Purpose.COPY_TO_SENDER]
    do = getattr(author, step)

    def erase_first(what):
        erase_enquiry(
            enquiry=Enquiry.objects.get(), now=NOW, by="family", tells_team=False
        )
        return do(what)

    monkeypatch.setattr(author, step, erase_first)
    assert send(copy) is None
    assert mail_to_sink.mails == []
    assert not OutgoingEmail.objects.exists()


def test_one_that_another_worker_took_meanwhile_is_left_to_it(
    copy, mail_to_sink, monkeypatch
):
    author = AUTHORS[Purpose.COPY_TO_SENDER]
    write = author.write

    def lose_it(mail):
        OutgoingEmail.objects.filter(pk=copy.pk).update(attempts=2)
        return write(mail)

    monkeypatch.setattr(author, "write", lose_it)
    assert send(copy) is None
    assert mail_to_sink.mails == []
    assert stored(copy)[0] == ""


def test_a_database_that_is_away_is_no_fault_of_the_words(copy, monkeypatch):
    author = AUTHORS[Purpose.COPY_TO_SENDER]

    def fail(_mail):
        raise OperationalError

    monkeypatch.setattr(author, "write", fail)
    with pytest.raises(OperationalError):
        send(copy)
    row = OutgoingEmail.objects.get(pk=copy.pk)
    assert (row.letter, row.state) == ("copy_to_sender", EmailState.SENDING)
    assert not Alarm.objects.exists()


def test_a_batch_is_written_with_a_few_questions(django_assert_max_num_queries):
    for _ in range(4):
        accepted()
    OutgoingEmail.objects.update(state=EmailState.SENDING, attempts=1)
    mails = delivery.read_claimed(
        list(OutgoingEmail.objects.values_list("pk", flat=True))
    )
    assert len(mails) == 8
    # Enquiries with all that they rest on, messages; rows locked and written. Each
    # letter may ask for the languages of its team.
    with django_assert_max_num_queries(8 + 2 * 4):
        assert len(writing.write_claimed(mails)) == 8


def test_each_kind_that_is_written_late_has_who_writes_it():
    late_kinds = {purpose for purpose, kind in KINDS.items() if kind.is_written_late}
    assert set(AUTHORS) == late_kinds
    assert late_kinds >= {Purpose.ENQUIRY_TO_TEAM, Purpose.COPY_TO_SENDER}
