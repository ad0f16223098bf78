"""The embedded worker as a real process on real SQLite: killed, and restarted."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.migrated import sqlite_image
from tests.services.servers import wait_until
from tests.sink import Sink

ROOT = Path(__file__).resolve().parents[3]
COUNT = 10
# At some hours the worker asks a team whether it still takes people, too.
OF_ENQUIRIES = "SELECT state FROM contacts_outgoingemail WHERE enquiry_id IS NOT NULL"
# What a visitor's form does, in a process of its own.
SEND = f"""
from django.utils import timezone
from tests.factories import accepted, site_with_contact
site = site_with_contact()
for _ in range({COUNT}):
    # Of this moment: of an older day the worker would find more to do.
    accepted(site, now=timezone.now())
"""


class Installation:
    """A data folder with a database, and a worker on it."""

    def __init__(self, folder: Path, sink: Sink) -> None:
        self.folder = folder
        self.environment = {
            "PATH": os.environ["PATH"],
            "DATA_DIR": str(folder),
            "SECRET_KEY": "worker-" + "x" * 50,
            "FIELD_KEYS": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
            "EMAIL_URL": f"smtp://127.0.0.1:{sink.port}",
            "DEBUG": "true",
            "ALARM_EMAIL": "",
        }
        shutil.copyfile(sqlite_image(), folder / "portal.sqlite3")
        self.manage("shell", "-v0", "-c", SEND)

    def manage(self, *args: str) -> None:
        subprocess.run(self.command(*args), env=self.environment, cwd=ROOT, check=True)

    def command(self, *args: str) -> list[str]:
        return [sys.executable, "manage.py", *args]

    def work(self) -> subprocess.Popen:
        with (self.folder / "worker.log").open("ab") as log:
            return subprocess.Popen(
                self.command("run_worker"),
                env=self.environment,
                cwd=ROOT,
                stdout=log,
                stderr=log,
            )

    def states(self) -> list[str]:
        database = sqlite3.connect(self.folder / "portal.sqlite3")
        rows = database.execute(OF_ENQUIRIES).fetchall()
        database.close()
        return [row[0] for row in rows]

    def all_sent(self) -> bool:
        return self.states() == ["SENT"] * 2 * COUNT


@pytest.fixture
def installation(tmp_path, sink) -> Iterator[Installation]:
    """An installation with messages that wait for a worker."""
    return Installation(tmp_path, sink)


def end(process: subprocess.Popen, how: int) -> None:
    process.send_signal(how)
    process.wait(20)


def test_killed_in_the_act_and_started_again_loses_nothing(installation, sink):
    sink.mode = "stall"
    first = installation.work()
    wait_until(lambda: "SENDING" in installation.states(), "a mail being sent")
    end(first, signal.SIGKILL)
    sink.mode = "accept"
    second = installation.work()
    wait_until(installation.all_sent, "all mails sent")
    end(second, signal.SIGTERM)
    assert second.returncode == 0
    ids = [mail["Message-ID"] for mail in sink.mails]
    assert len(ids) == len(set(ids)) >= 2 * COUNT


def test_a_second_worker_on_the_same_data_is_refused(installation):
    first = installation.work()
    wait_until(installation.all_sent, "all mails sent")
    second = subprocess.run(
        installation.command("run_worker"),
        env=installation.environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert second.returncode == 1
    assert "A worker already runs" in second.stderr
    end(first, signal.SIGINT)
    assert first.returncode == 0
