"""A portal in production settings for measuring, on SQLite or a private PostgreSQL."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import requests

from bench import beginning
from bench.processors import processor_of
from tests.hospital import OPERATOR
from tests.services import prepared
from tests.services.servers import wait_until
from tests.sink import free_port

ROOT = Path(__file__).resolve().parents[1]


# Of every installation that is measured: its folder, address and database come on top.
STARTING = {
    "PATH": os.environ["PATH"],
    "SECRET_KEY": "bench-" + "x" * 50,
    "FIELD_KEYS": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
    # As a demonstration: nobody has approved its words.
    "SERVE_UNAPPROVED": "true",
    "ALLOWED_HOSTS": "127.0.0.1",
    "LOG_LEVEL": "ERROR",
    **OPERATOR,
}


class Installation:
    """A database with the demonstration, and the settings that name it."""

    def __init__(self, database_url: str = "", **environment: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="portal-bench-"))
        self.environment = {
            **STARTING,
            "DATA_DIR": str(self.folder),
            "STATIC_ROOT": str(prepared.static_root()),
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "DATABASE_URL": database_url,
            # Visitors come from many networks.
            "TRUSTED_HOPS": "1",
            **environment,
        }

    def fill(self) -> None:
        """Bring in what a portal begins with."""
        url = self.environment["DATABASE_URL"]
        beginning.fill(url, self.folder, self.manage)

    def bring_tables(self) -> None:
        """Bring in nothing but tables."""
        url = self.environment["DATABASE_URL"]
        beginning.bring_tables(url, self.folder, self.manage)

    def manage(self, *args: str) -> None:
        """Run one of the portal's commands; only what goes wrong is shown."""
        subprocess.run(
            [sys.executable, "manage.py", *args],
            env=self.environment,
            cwd=ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
        )


class BenchServer(Installation):
    """granian with as many threads as processors, twice, in each of its processes."""

    def __init__(
        self,
        database_url: str = "",
        *,
        processes: int = 1,
        is_filled: bool = False,
        beside: Sequence[int] = (),
        **environment: str,
    ) -> None:
        """Begin one; `is_filled`: another one on the same database did that.

        `beside`: the first processes of database and cache, whose work counts as well.
        """
        self.port = free_port()
        address = f"http://127.0.0.1:{self.port}"
        super().__init__(database_url, PUBLIC_URL=address, **environment)
        if not is_filled:
            self.fill()
        self.process, self.beside = self.serve(processes), tuple(beside)
        wait_until(self.answers, "the server answering")

    def serve(self, processes: int) -> subprocess.Popen[bytes]:
        """Start what answers."""
        return subprocess.Popen(
            [
                str(Path(sys.executable).parent / "granian"),
                *("--interface", "wsgi", "--host", "127.0.0.1"),
                *("--port", str(self.port), "--blocking-threads", "4"),
                *("--workers", str(processes)),
                *("--log-level", "error", "bench.wsgi:application"),
            ],
            env=self.environment,
            cwd=ROOT,
        )

    def spent(self) -> float:
        """Return the seconds of processor that it and what is beside it used so far."""
        return sum(map(processor_of, (self.process.pid, *self.beside)))

    def answers(self) -> bool:
        """Whether it is up."""
        try:
            return requests.get(f"http://127.0.0.1:{self.port}/healthz", timeout=1).ok
        except requests.RequestException:
            return False

    def close(self) -> None:
        """Stop it."""
        self.process.terminate()
        self.process.wait()
