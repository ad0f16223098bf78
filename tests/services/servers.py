"""A private PostgreSQL and Redis on free ports, from the machine's own binaries."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
import redis

from tests.sink import free_port

# How long something may take at most; on a machine that does other things as well.
SECONDS = 120


def find(program: str) -> str | None:
    """Return a program's path; Debian keeps PostgreSQL's out of PATH."""
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))
    return shutil.which(program) or (str(kept[-1]) if kept else None)


def find_browser() -> str | None:
    """Return chromium's path: the shell without windows, or the whole.

    Both draw alike; the shell takes a third of the processor's time.
    """
    return find("chromium-headless-shell") or find("chromium")


def lacking(what: str) -> None:
    """Skip a test for want of a service; REQUIRE_SERVICES=1 makes that a failure."""
    if os.environ.get("REQUIRE_SERVICES") == "1":
        pytest.fail(what)
    pytest.skip(what)


def wait_until(
    is_true: Callable[[], bool], what: str, seconds: float = SECONDS
) -> None:
    """Return when something has become true; fail loudly when it does not."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if is_true():
            return
        time.sleep(0.1)
    raise AssertionError(f"{what} did not happen within {seconds} s")


# What nobody crashes need not wait for a disk: most of a test's time was that.
NOT_DURABLE = "-F -c synchronous_commit=off -c full_page_writes=off"


class Postgres:
    """A throwaway cluster. It refuses to run as root, so root becomes `nobody`."""

    def __init__(self, disk: int = 0, *, is_durable: bool = True) -> None:
        """Begin one; with `disk` on a disk of so many bytes, where one can be had."""
        self.port = free_port()
        self.durability = "" if is_durable else NOT_DURABLE
        self.folder = Path(tempfile.mkdtemp(prefix="portal-pg-", dir="/tmp"))
        self.has_own_disk = bool(disk) and mount_disk(self.folder, disk)
        self.user = "nobody" if os.geteuid() == 0 else None
        if self.user:
            shutil.chown(self.folder, self.user)
        self.folder.chmod(0o700)
        self.data = self.folder / "data"
        self.run("initdb", "-D", str(self.data), "-U", "portal", "-A", "trust", "-N")
        self.start()

    def run(self, program: str, *args: str) -> None:
        """Run one of PostgreSQL's programs."""
        subprocess.run(
            [find(program) or program, *args],
            check=True,
            user=self.user,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        options = f"{options} {self.durability}"
        log = str(self.folder / "log")
        self.run(
            "pg_ctl", "-D", str(self.data), "-l", log, "-w", "-o", options, "start"
        )

    def stop(self, mode: str = "immediate") -> None:
        """Stop it; "immediate" is what a crash is."""
        self.run("pg_ctl", "-D", str(self.data), "-m", mode, "-w", "stop")

    def family(self) -> list[int]:
        """Return the process ids of the server and all its sessions."""
        first = int((self.data / "postmaster.pid").read_text().split()[0])
        shown = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(first)], capture_output=True, text=True
        )
        return [first, *map(int, shown.stdout.split())]

    def pause(self) -> None:
        """Let it hang: connections are taken and nothing is answered."""
        self.signal_family(signal.SIGSTOP)

    def resume(self) -> None:
        """Let it go on."""
        self.signal_family(signal.SIGCONT)

    def signal_family(self, number: signal.Signals) -> None:
        """Send it to the server and all its sessions; one may end meanwhile."""
        for pid in self.family():
            with suppress(ProcessLookupError):
                os.kill(pid, number)

    def url(self, database: str = "postgres") -> str:
        """Return the address of a database."""
        return f"postgres://portal@127.0.0.1:{self.port}/{database}"

    def create(self, database: str) -> str:
        """Make a database and return its address."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{database}"')
        return self.url(database)

    def close(self) -> None:
        """Stop it and remove all traces."""
        self.stop()
        if self.has_own_disk:
            subprocess.run(["umount", "-l", str(self.folder)], check=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def answers(self) -> bool:
        """Whether it takes connections."""
        try:
            psycopg.connect(self.url(), connect_timeout=2).close()
        except psycopg.Error:
            return False
        return True


def mount_disk(folder: Path, size: int) -> bool:
    """Put a disk of so many bytes there; false where this machine lets nobody."""
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    return subprocess.run(mount, capture_output=True).returncode == 0


class Redis:
    """A throwaway Redis without persistence: what it holds may vanish."""

    def __init__(self) -> None:
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self.start()

    @property
    def url(self) -> str:
        """Return its address."""
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.process = subprocess.Popen(
            [
                find("redis-server") or "redis-server",
                *("--port", str(self.port), "--bind", "127.0.0.1"),
                *("--save", "", "--appendonly", "no", "--daemonize", "no"),
            ],
            stdout=subprocess.DEVNULL,
        )
        wait_until(self.answers, "Redis answering")

    def answers(self) -> bool:
        """Whether a ping comes back."""
        client = redis.Redis(port=self.port, socket_timeout=1)
        try:
            return bool(client.ping())
        except redis.RedisError:
            return False
        finally:
            client.close()

    def kill(self) -> None:
        """End it as a crash would."""
        if self.process:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()

    close = kill
