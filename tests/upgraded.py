"""An installation of commit 0dbb886: its dump restored, and migrated as an update does.

`tests/data/upgrade` holds the dumps and the programs that made them. The clock stands
hours after the rows.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import time_machine
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, connections

from portal import keyring
from portal.database import waiting
from tests.factories import NOW

DATA = Path(__file__).with_name("data") / "upgrade"
LATER = NOW + timedelta(hours=4)
SQLITE = {"ENGINE": "django.db.backends.sqlite3", "OPTIONS": waiting.of_sqlite()}


@contextmanager
def asked(path: Path, blocker) -> Iterator[None]:
    """Let everything ask this file; the tests' own database is back afterwards."""
    own, secret = connections["default"], dict(keyring.known)
    values = {**connections.settings["default"], **SQLITE, "NAME": str(path)}
    keyring.known.clear()
    ContentType.objects.clear_cache()
    connections["default"] = type(connections)({"default": values})["default"]
    try:
        with blocker.unblock(), time_machine.travel(LATER):
            yield
    finally:
        connections["default"].close()
        connections["default"] = own
        keyring.known.clear()
        keyring.known.update(secret)
        ContentType.objects.clear_cache()


def restore(dump: str) -> None:
    """Write the rows of a dump into the file that is asked, and migrate it."""
    # Not SQLite by itself: constraints ask for functions that Django brings.
    with connection.constraint_checks_disabled():
        connection.connection.executescript(dump)
    call_command("migrate", verbosity=0)
