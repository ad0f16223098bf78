"""The web process is replaced when the new one listens, however long that takes."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.services.servers import wait_until
from tests.sink import free_port

ROOT = Path(__file__).resolve().parents[3]
APP = """import time
time.sleep({seconds})
def application(environ, start):
    start("200 OK", [("Content-Length", "3")])
    return [b"{word}"]
"""
# How long the new process may take in this test.
LONGEST = 60


class Small:
    """A program of one line, served as the portal is."""

    def __init__(self, folder: Path) -> None:
        self.port, self.file = free_port(), folder / "small.py"
        self.file.write_text(APP.format(seconds=0, word="old"))
        options = ["--interface", "wsgi", "--host", "127.0.0.1", "--workers", "1"]
        options += ["--port", str(self.port), "--respawn-interval", str(LONGEST)]
        options += ["--respawn-failed-workers", "--workers-kill-timeout", "5"]
        command = [sys.executable, "-m", "portal.starting.serving", *options]
        # A file that changes twice in a second is compiled anew each time.
        paths = {"PYTHONPATH": f"{folder}:{ROOT}", "PYTHONDONTWRITEBYTECODE": "1"}
        with (folder / "log").open("wb") as log:
            self.process = subprocess.Popen(
                [*command, "small:application"],
                env={**os.environ, **paths},
                stderr=subprocess.STDOUT,
                stdout=log,
            )
        self.log = folder / "log"
        wait_until(lambda: self.word() == "old", "the small program answering")

    def word(self) -> str:
        """Return what it says now; like nginx, ask once more if nobody took it."""
        for _ in range(2):
            try:
                return requests.get(f"http://127.0.0.1:{self.port}", timeout=20).text
            except requests.RequestException as error:
                wrong = type(error).__name__
        return wrong

    def reload(self, program: str) -> None:
        """Put another version there, as an update does."""
        self.file.write_text(program)
        self.process.send_signal(signal.SIGHUP)

    def close(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    served = Small(tmp_path)
    yield served
    served.close()


def test_the_old_process_serves_until_the_new_one_listens(small: Small):
    words: Counter[str] = Counter()
    small.reload(APP.format(seconds=2, word="new"))
    began = time.monotonic()
    while words["new"] < 50:
        words[small.word()] += 1
        assert time.monotonic() - began < LONGEST
    assert set(words) == {"old", "new"}
    # The old one answered while the new one still began.
    assert words["old"] > 1


@pytest.mark.parametrize("program", ["raise SystemExit(3)", "no Python at all"])
def test_a_release_that_cannot_start_takes_nothing_down(small: Small, program: str):
    small.reload(program)
    wait_until(lambda: b"the old one goes on" in small.log.read_bytes(), "given up")
    assert {small.word() for _ in range(20)} == {"old"}
    # And the next one, which can, comes.
    small.reload(APP.format(seconds=0, word="new"))
    wait_until(
        lambda: {small.word() for _ in range(20)} == {"new"}, "the next release alone"
    )


def test_a_process_that_dies_by_itself_is_started_again(small: Small):
    children = Path(f"/proc/{small.process.pid}/task/{small.process.pid}/children")
    for child in map(int, children.read_text().split()):
        if b"resource_tracker" not in Path(f"/proc/{child}/cmdline").read_bytes():
            os.kill(child, signal.SIGKILL)
    wait_until(lambda: small.word() == "old", "another process", 60)
