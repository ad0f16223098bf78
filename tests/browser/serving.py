"""The portal as a process of its own for browser tests, and a door into it."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import requests

from tests.migrated import sqlite_image
from tests.services.servers import wait_until
from tests.sink import Sink, free_port

ROOT = Path(__file__).resolve().parents[2]
# Runs one program after the other: a start of Django's takes seconds.
RUN_EACH = """
import contextlib, io, json, sys, traceback
import django
django.setup()
for line in sys.stdin:
    said, is_done = io.StringIO(), True
    with contextlib.redirect_stdout(said):
        try:
            exec(json.loads(line), {})
        except Exception:
            is_done = False
            traceback.print_exc(file=said)
    print(json.dumps([is_done, said.getvalue()]), flush=True)
"""


# What this process has started.
RUNNING: set["Server"] = set()


def let_servers_rest(*, is_rest: bool) -> None:
    """Hold the servers while no test of the browser runs, or let them go on.

    Looking for work takes each of them a tenth of a processor.
    """
    for server in RUNNING:
        server.tell(signal.SIGSTOP if is_rest else signal.SIGCONT)


class Shell:
    """Python inside the portal: started once, asked often."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", RUN_EACH],
            cwd=ROOT,
            env={**environment, "DJANGO_SETTINGS_MODULE": "portal.settings"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def printed(self, code: str) -> str:
        """Return what a program prints; a failure is this test's own."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{json.dumps(code)}\n")
        self.process.stdin.flush()
        is_done, said = json.loads(self.process.stdout.readline())
        assert is_done, said
        return said.strip()

    def close(self) -> None:
        """End it with what it reads."""
        self.process.communicate(timeout=20)


class Server:
    """The portal as script/server runs it: SQLite, embedded worker, DEBUG."""

    def __init__(self, sink: Sink, root: Path = ROOT, **more: str) -> None:
        self.sink = sink
        self.shell: Shell | None = None
        self.port = int(more.get("PORT", 0)) or free_port()
        self.base = f"http://localhost:{self.port}"
        self.folder = Path(tempfile.mkdtemp(prefix="portal-browser-"))
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": os.environ.get("HOME", "/"),
            "DATA_DIR": str(self.folder),
            "GAZETTEER_PATH": os.environ.get("GAZETTEER_PATH")
            or str(ROOT / "var" / "gazetteer.sqlite3"),
            "SECRET_KEY": "browser-" + "x" * 50,
            "FIELD_KEYS": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
            "DEBUG": "true",
            "DRAFT_LANGUAGES": "",
            # Each browser comes from a network of its own, as behind a proxy.
            "TRUSTED_HOPS": "1",
            "PORT": str(self.port),
            "EMAIL_URL": f"smtp://127.0.0.1:{sink.port}",
            "VENV": sys.prefix,
            **more,
        }
        if root == ROOT:
            # As every installation begins, without its minute of migrations.
            shutil.copyfile(sqlite_image(), self.folder / "portal.sqlite3")
        # Each test writes its own families; the demonstration's would stand between.
        (self.folder / "demonstration-told").touch()
        self.log = (self.folder / "log").open("wb")
        self.process = subprocess.Popen(
            ["script/server"],
            cwd=root,
            env=self.environment,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )
        wait_until(self.answers, "script/server answering", 180)
        RUNNING.add(self)

    def answers(self) -> bool:
        """Whether the portal is up."""
        try:
            return requests.get(f"{self.base}/readyz", timeout=2).ok
        except requests.RequestException:
            return False

    def sign_in(self, who: str) -> tuple[str, str]:
        """Return the demonstration address and password that script/server prints."""
        printed = (self.folder / "demonstration-sign-in.txt").read_text()
        found = re.search(rf"({who}\S+)\s+(\S+)", printed)
        return found[1], found[2]

    def printed(self, code: str) -> str:
        """Return what a line of Python prints inside the portal."""
        if self.shell is None:
            self.shell = Shell(self.environment)
        return self.shell.printed(code)

    def close(self) -> None:
        """Stop it, with all its parts."""
        RUNNING.discard(self)
        self.tell(signal.SIGCONT)
        if self.shell:
            self.shell.close()
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.tell(signal.SIGKILL)
            self.process.wait()
        self.log.close()

    def tell(self, what: signal.Signals) -> None:
        """Send a signal to all its parts that are there."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, what)
