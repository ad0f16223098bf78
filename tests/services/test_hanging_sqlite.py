"""The file that somebody else holds, or that has no room to grow: words kept."""

import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.portal import Portal
from tests.services.servers import wait_until
from tests.services.test_hanging import (
    PROMISE,
    SLACK,
    check_kept,
    fill_up,
    send,
    typed,
)
from tests.sink import Sink

pytestmark = pytest.mark.services


class OnFile(Portal):
    """Web alone, on an SQLite file in a folder of its own."""

    def start_worker(self) -> None:
        """No broker, no worker: messages wait in the file."""

    def query(self, sql: str) -> list[tuple]:
        """Ask the file directly."""
        with sqlite3.connect(self.database_url.removeprefix("sqlite:///")) as asked:
            return asked.execute(sql).fetchall()


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A small disk where the machine allows one, else a folder."""
    place = Path(tempfile.mkdtemp(prefix="portal-file-", dir="/tmp"))
    mount = ["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", str(place)]
    is_small = subprocess.run(mount, capture_output=True).returncode == 0
    yield place
    if is_small:
        subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.fixture(scope="module")
def on_file(folder: Path) -> Iterator[OnFile]:
    """A portal on that disk."""
    with Sink() as sink:
        portal = OnFile(f"sqlite:///{folder / 'portal.sqlite3'}", "", sink)
        yield portal
        portal.close()


def enquiries(portal: OnFile) -> int:
    """Return how many are stored."""
    return portal.query("SELECT count(*) FROM contacts_enquiry")[0][0]


def test_words_come_back_while_somebody_holds_the_file(on_file, folder):
    data, before = typed(on_file), enquiries(on_file)
    holder = sqlite3.connect(folder / "portal.sqlite3", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    answer = send(on_file, data)
    assert time.monotonic() - began < PROMISE + SLACK
    check_kept(answer, data)
    holder.execute("ROLLBACK")
    holder.close()
    assert send(on_file, data).status_code == 303
    assert send(on_file, data).status_code == 303
    assert enquiries(on_file) == before + 1


@pytest.mark.long
def test_words_come_back_while_the_disk_is_full(on_file, folder):
    if not folder.is_mount():
        pytest.skip("this machine lets nobody mount a small disk")
    data, before = typed(on_file), enquiries(on_file)
    fill_up(folder / "fill")
    try:
        check_kept(send(on_file, data), data)
    finally:
        (folder / "fill").unlink()
    wait_until(lambda: send(on_file, data).status_code == 303, "healed", 30)
    assert enquiries(on_file) == before + 1
