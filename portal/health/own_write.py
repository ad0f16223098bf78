"""Whether this process can accept a message: it tries, and remembers the answer.

A query says little: a database that is read-only or full answers it. So a row of this
process's own is written, and a message as long as most is written and taken back.
"""

import logging
import os
import secrets
import socket
import threading
import time

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models.functions import Now

from contacts.models import Author, Message
from portal.database.clock import database_now
from portal.health.models import OwnWrite

log = logging.getLogger(__name__)

# Random, so that no database makes it smaller: it needs room on the disk.
LENGTH = 3000


class LastTry:
    """What the last try came to; threads share it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        """Know nothing, as a new process."""
        self.can_accept = False
        self.until = 0.0

    def ask(self) -> bool:
        """Return whether a message can be accepted; try where the answer is old.

        While one tries, others get the answer of before; the first one waits.
        """
        is_first = not self.until
        if time.monotonic() >= self.until and self.lock.acquire(blocking=is_first):
            try:
                self.try_again()
            finally:
                self.lock.release()
        return self.can_accept

    def try_again(self) -> None:
        """Try, unless another thread has just done so."""
        if time.monotonic() >= self.until:
            self.can_accept = can_write()
            self.until = time.monotonic() + settings.HEALTH_SECONDS


last_try = LastTry()


def can_write() -> bool:
    """Whether a message can be stored now."""
    try:
        write_own_row()
        rehearse_message()
    except (DatabaseError, OSError) as error:
        log.warning("no message can be stored: %s", type(error).__name__)
        return False
    return True


def write_own_row() -> None:
    """Write a row and keep it: a disk may be full at the very end only."""
    process = f"{socket.gethostname()[:80]}:{os.getpid()}"
    OwnWrite.objects.update_or_create(process=process, defaults={"at": Now()})


def rehearse_message() -> None:
    """Write into the messages' own table and take it back.

    Its enquiry does not exist; databases look for that only at a transaction's end.
    """
    now = database_now()
    with transaction.atomic():
        Message.objects.create(
            enquiry_id=0,
            author=Author.ENQUIRER,
            body=secrets.token_hex(LENGTH),
            created_at=now,
            released_at=now,
        )
        transaction.set_rollback(True)
