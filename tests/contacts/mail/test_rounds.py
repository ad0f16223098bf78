"""Mails leave some at a time, and each one's trouble stays its own."""

from collections.abc import Iterator

import pytest
from django.db import DataError, OperationalError
from django.db.models.expressions import RawSQL

from contacts.mail import delivery
from contacts.mail.batches import rounds
from contacts.mail.batches.lines import MailLines
from contacts.models import AuditEvent, EmailState, OutgoingEmail, Verb, from_now
from tests.contacts.mail.test_unwritten import ROOM, execute, full_disk
from tests.factories import NOW, accepted, site_with_contact

pytestmark = pytest.mark.django_db(transaction=True)
TEN = 10


@pytest.fixture
def lines() -> Iterator[MailLines]:
    """Lines that no other test has used."""
    made = MailLines()
    yield made
    made.hang_up()


@pytest.fixture
def mails() -> list[OutgoingEmail]:
    """Ten e-mails that wait, two of each enquiry."""
    site = site_with_contact()
    for _ in range(TEN // 2):
        accepted(site)
    return rows()


def rows() -> list[OutgoingEmail]:
    return list(OutgoingEmail.objects.order_by("pk"))


def states() -> list[str]:
    return [mail.state for mail in rows()]


def send(lines: MailLines, seconds: float = 5) -> bool:
    return rounds.deliver_due(
        queue="enquiries", now=NOW, by="worker", lines=lines, seconds=seconds
    )


def test_all_that_is_due_leaves_over_one_line(mails, lines, mail_to_sink, settings):
    settings.EMAIL_LINES = 1
    assert send(lines) is False
    assert {one["Message-ID"] for one in mail_to_sink.mails} == {
        mail.message_id for mail in mails
    }
    assert len(mail_to_sink.mails) == TEN
    assert len(mail_to_sink.peers) == 1
    assert set(states()) == {EmailState.SENT}
    assert {mail.attempts for mail in rows()} == {1}
    assert AuditEvent.objects.filter(verb=Verb.EMAIL_SENT).count() == TEN


@pytest.mark.parametrize(("batch", "most"), [(TEN + 1, 1), (TEN, TEN)])
def test_without_a_backlog_each_is_told_of_before_the_next_leaves(
    mails, lines, mail_to_sink, settings, monkeypatch, batch, most
):
    """So a worker that is killed sends one of them twice, no more."""
    settings.EMAIL_LINES = 1
    monkeypatch.setattr(rounds, "BATCH", batch)
    told: list[int] = []
    mark = delivery.mark_all_sent

    def look(sent, now, by) -> None:
        mark(sent, now, by)
        told.append(len(sent))
        open_ones = len(mail_to_sink.mails) - sum(told)
        assert open_ones < most

    monkeypatch.setattr(rounds, "mark_all_sent", look)
    send(lines)
    assert sum(told) == TEN
    assert (len(told) == TEN) is (most == 1)


def test_a_round_with_nothing_due_sends_nothing(mails, lines, mail_to_sink):
    OutgoingEmail.objects.update(next_attempt_at=from_now(delivery.LEASE))
    assert send(lines) is False
    assert mail_to_sink.mails == []


def test_another_queue_is_left_alone(mails, lines, mail_to_sink):
    OutgoingEmail.objects.filter(pk=mails[0].pk).update(queue="bulk")
    send(lines)
    assert states() == [EmailState.QUEUED, *[EmailState.SENT] * (TEN - 1)]


def test_the_third_is_refused_and_the_others_leave(mails, lines, mail_to_sink):
    mails[2].to_address = "nobody@families.example"
    mails[2].save()
    mail_to_sink.dead = {"nobody@families.example"}
    send(lines)
    expected = [EmailState.SENT] * TEN
    expected[2] = EmailState.FAILED
    assert states() == expected
    assert len(mail_to_sink.mails) == TEN - 1


def test_one_that_cannot_be_built_ends_alone(mails, lines, mail_to_sink):
    OutgoingEmail.objects.filter(pk=mails[2].pk).update(headers="")
    OutgoingEmail.objects.filter(pk=mails[4].pk).update(subject="a\nBcc: x@y.example")
    broken = OutgoingEmail.objects.get(pk=mails[6].pk)
    broken.headers = "no JSON"
    broken.save()
    send(lines)
    expected = [EmailState.SENT] * TEN
    expected[4] = expected[6] = EmailState.FAILED
    assert states() == expected


def test_one_that_no_key_opens_holds_up_no_other(mails, lines, mail_to_sink):
    closed = OutgoingEmail.objects.filter(pk=mails[3].pk)
    closed.update(body_text=RawSQL("'not a token'", []))
    send(lines)
    closed.update(body_text="Hello")
    expected = [EmailState.SENT] * TEN
    expected[3] = EmailState.SENDING
    assert states() == expected
    assert len(mail_to_sink.mails) == TEN - 1


def test_a_line_that_the_server_closed_costs_no_attempt(
    mails, lines, mail_to_sink, settings
):
    settings.EMAIL_LINES = 1
    send(lines)
    OutgoingEmail.objects.filter(pk=mails[0].pk).update(
        state=EmailState.QUEUED, attempts=0, next_attempt_at=NOW
    )
    # As after a long silence: the server's end of the line is closed.
    mail_to_sink.hang_up_all()
    send(lines)
    assert states() == [EmailState.SENT] * TEN
    assert (rows()[0].attempts, rows()[0].last_error) == (1, "")
    assert len(mail_to_sink.mails) == TEN + 1
    assert len(mail_to_sink.peers) == 2


def test_a_server_that_closes_each_line_is_not_asked_for_ever(
    mails, lines, mail_to_sink
):
    mail_to_sink.mode = "drop"
    send(lines)
    assert set(states()) == {EmailState.RETRYING}
    assert mail_to_sink.mails == []


def test_a_stalled_line_does_not_hold_up_the_others(mails, lines, mail_to_sink):
    mails[0].to_address = "slow@families.example"
    mails[0].save()
    mail_to_sink.slow = {"slow@families.example"}
    send(lines)
    assert states() == [EmailState.RETRYING, *[EmailState.SENT] * (TEN - 1)]
    assert rows()[0].attempts == 1


def test_what_no_line_takes_is_left_to_other_workers(
    mails, lines, mail_to_sink, settings, monkeypatch
):
    """All lines stall. The mails behind them were claimed, and that was no attempt."""
    settings.EMAIL_LINES = 2
    # Long enough for a second line to begin.
    monkeypatch.setattr(rounds, "HELD", 1.0)
    # It takes nothing back while it waits.
    monkeypatch.setattr(rounds, "PATIENT", 0)
    mail_to_sink.mode = "stall"
    send(lines, seconds=0.1)
    tried = [mail for mail in rows() if mail.state == EmailState.RETRYING]
    left = [mail for mail in rows() if mail.state == EmailState.QUEUED]
    assert (len(tried), len(left)) == (2, TEN - 2)
    assert {mail.attempts for mail in tried} == {1}
    assert {mail.attempts for mail in left} == {0}
    mail_to_sink.mode = "accept"
    send(lines)
    assert [mail.state for mail in rows()].count(EmailState.SENT) == TEN - 2


def test_what_a_dead_worker_left_is_tried_alone(mails, lines, mail_to_sink):
    """One that kills its sender takes no other with it a second time."""
    left = mails[:2]
    for mail in left:
        OutgoingEmail.objects.claim(mail.pk, from_past())
    assert OutgoingEmail.objects.claim_some(TEN, delivery.LEASE) == [
        mail.pk for mail in mails[2:]
    ]
    assert send(lines) is False
    assert [mail.state for mail in rows()[:2]] == [EmailState.SENT] * 2
    assert {mail.unknown_outcomes for mail in rows()[:2]} == {1}
    assert states()[2:] == [EmailState.SENDING] * (TEN - 2)


def test_one_that_killed_too_many_is_given_up_and_the_others_are_not(
    mails, lines, mail_to_sink
):
    OutgoingEmail.objects.filter(pk=mails[0].pk).update(
        unknown_outcomes=delivery.MAX_UNKNOWN + 1
    )
    send(lines)
    assert states() == [EmailState.FAILED, *[EmailState.SENT] * (TEN - 1)]


def test_nothing_more_leaves_while_nothing_can_be_written(
    mails, lines, mail_to_sink, monkeypatch
):
    monkeypatch.setattr(rounds, "PATIENCE", 0)
    monkeypatch.setattr(rounds, "BATCH", 3)
    with full_disk():
        for _ in range(3):
            with pytest.raises(OperationalError):
                send(lines)
        # Those of the first batch that were on a line when nothing could be written.
        assert 1 <= len(mail_to_sink.mails) <= 3
    execute(ROOM)
    send(lines)
    assert set(states()) == {EmailState.SENT}
    assert len({one["Message-ID"] for one in mail_to_sink.mails}) == TEN
    assert len(mail_to_sink.mails) == TEN


def test_a_mark_that_cannot_be_written_costs_no_other(
    mails, lines, mail_to_sink, monkeypatch
):
    together = rounds.mark_all_sent
    tries: list[int] = []

    def refuse(sent, now, by) -> None:
        tries.append(len(sent))
        raise DataError("too long")

    monkeypatch.setattr(rounds, "mark_all_sent", refuse)
    send(lines)
    assert tries
    assert set(states()) == {EmailState.SENT}
    assert together is delivery.mark_all_sent


def test_a_round_ends_in_time_and_says_that_more_is_due(
    mails, lines, mail_to_sink, monkeypatch
):
    monkeypatch.setattr(rounds, "BATCH", 2)
    assert send(lines, seconds=1e-9) is True
    assert mail_to_sink.mails == []
    assert send(lines) is False
    assert len(mail_to_sink.mails) == TEN


def from_past():
    """A lease that has ended."""
    return -delivery.LEASE
