"""A mail that has left is not sent again because the database was away just then."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection

from contacts.mail import delivery, unwritten
from contacts.mail.delivery import deliver
from contacts.models import EmailState, OutgoingEmail
from tests.factories import NOW, accepted

pytestmark = pytest.mark.django_db(transaction=True)
# What the first trigger writes to is not there: the same class as a full disk.
FULL = {
    "sqlite": """
        CREATE TRIGGER full_disk BEFORE INSERT ON contacts_auditevent
        BEGIN INSERT INTO no_room VALUES (1); END
    """,
    "postgresql": """
        CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = '53100'; END $$;
        CREATE TRIGGER full_disk BEFORE INSERT ON contacts_auditevent
        FOR EACH ROW EXECUTE FUNCTION full_disk()
    """,
}
ROOM = {
    "sqlite": "DROP TRIGGER IF EXISTS full_disk",
    "postgresql": "DROP FUNCTION IF EXISTS full_disk CASCADE",
}


def execute(statements: dict[str, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statements[connection.vendor])


@contextmanager
def full_disk() -> Iterator[None]:
    """Let rows be changed, as a full disk does for a while, but none be added."""
    execute(FULL)
    try:
        yield
    finally:
        execute(ROOM)


@pytest.fixture
def mails() -> list[OutgoingEmail]:
    return list(accepted().enquiry.emails.order_by("pk"))


def send(mail: OutgoingEmail) -> EmailState:
    deliver(pk=mail.pk, now=NOW, by="worker")
    mail.refresh_from_db()
    return mail.state


def test_a_database_that_is_away_for_a_moment_is_waited_for(
    mails, mail_to_sink, monkeypatch
):
    pauses = []
    monkeypatch.setattr(
        unwritten, "sleep", lambda pause: (pauses.append(pause), execute(ROOM))
    )
    with full_disk():
        assert send(mails[0]) == EmailState.SENT
    assert (len(pauses), len(mail_to_sink.mails), mails[0].attempts) == (1, 1, 1)


def test_nothing_leaves_until_what_has_left_is_written(
    mails, mail_to_sink, monkeypatch
):
    monkeypatch.setattr(delivery, "PATIENCE", 0)
    first, second = mails
    with full_disk():
        for mail in (first, second, first, second):
            with pytest.raises(OperationalError):
                send(mail)
        assert len(mail_to_sink.mails) == 1
    # Its lease has ended meanwhile.
    OutgoingEmail.objects.update(next_attempt_at=NOW)
    assert (send(first), send(second)) == (EmailState.SENT, EmailState.SENT)
    assert [mail["Message-ID"] for mail in mail_to_sink.mails] == [
        first.message_id,
        second.message_id,
    ]
