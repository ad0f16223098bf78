"""A portal in production settings for measuring, on SQLite or a private PostgreSQL."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import requests

from tests.hospital import OPERATOR
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


class BenchServer:
    """granian with one process and as many threads as processors, twice."""

    def __init__(self, database_url: str = "") -> None:
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="portal-bench-"))
        self.environment = {
            **STARTING,
            "DATA_DIR": str(self.folder),
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "PUBLIC_URL": f"http://127.0.0.1:{self.port}",
            "DATABASE_URL": database_url,
            # Visitors come from many networks.
            "TRUSTED_HOPS": "1",
        }
        for command in (
            ("migrate", "-v0", "--skip-checks"),
            ("collectstatic", "--no-input", "-v0", "--skip-checks"),
            ("load_demonstration", "--skip-checks"),
        ):
            self.manage(*command)
        self.process = subprocess.Popen(
            [
                str(Path(sys.executable).parent / "granian"),
                *("--interface", "wsgi", "--host", "127.0.0.1"),
                *("--port", str(self.port), "--blocking-threads", "4"),
                *("--log-level", "error", "bench.wsgi:application"),
            ],
            env=self.environment,
            cwd=ROOT,
        )
        wait_until(self.answers, "the server answering")

    def manage(self, *args: str) -> None:
        """Run one of the portal's commands."""
        command = [sys.executable, "manage.py", *args]
        subprocess.run(command, env=self.environment, cwd=ROOT, check=True)

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
