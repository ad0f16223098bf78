"""A copy of this machine, with systemd, on which root may do what it likes."""

import os
import subprocess
import tempfile
from pathlib import Path

import pytest

from tests.services.servers import find, lacking, wait_until

NEEDED = ("nginx", "systemctl", "systemd-run", "unshare", "nsenter", "pg_dump", "curl")
SCRIPT = Path(__file__).with_name("machine.sh")


class Machine:
    """What is changed on it is gone with it; it has no network but its own."""

    def __init__(self) -> None:
        if absent := [name for name in NEEDED if not find(name)]:
            lacking(f"{', '.join(absent)} not installed: installation not tested")
        if os.geteuid() != 0 or not may_have_namespaces():
            pytest.skip("no namespaces for root here: installation not tested")
        self.folder = Path(tempfile.mkdtemp(prefix="portal-machine-", dir="/tmp"))
        self.process = subprocess.Popen(
            ["unshare", "--mount", str(SCRIPT), str(self.folder)],
            stdin=subprocess.DEVNULL,
        )
        try:
            wait_until(self.has_systemd, "systemd on the copied machine", 60)
        except BaseException:
            self.close()
            raise

    @property
    def first(self) -> int:
        """Return the number, here, of the copy's first process."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        numbers = children.read_text().split()
        return int(numbers[0]) if numbers else 0

    @property
    def root(self) -> Path:
        """Return where its files can be reached from here."""
        return Path(f"/proc/{self.first}/root")

    def has_systemd(self) -> bool:
        """Whether its systemd takes orders."""
        if self.process.poll() is not None:
            pytest.skip("no copy of this machine can be made: installation not tested")
        if not self.first:
            return False
        done = self.command("systemctl is-system-running")
        state = done.stdout.strip().rpartition("\n")[2]
        return state in {"running", "degraded", "starting"}

    def command(self, script: str) -> subprocess.CompletedProcess[str]:
        """Run a piece of shell there, as root in root's own folder."""
        target = str(self.first)
        enter = ["nsenter", "--target", target, "--all", f"--root=/proc/{target}/root"]
        path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        return subprocess.run(
            [*enter, "--wdns=/root", "/bin/sh", "-euc", script],
            env={"PATH": path, "HOME": "/root", "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )

    def run(self, script: str) -> str:
        """Run a piece of shell that has to succeed; return what it said."""
        done = self.command(script)
        assert done.returncode == 0, f"{script}\n{done.stdout[-6000:]}"
        return done.stdout

    def write(self, path: str, content: bytes) -> None:
        """Put a file there."""
        target = self.root / path.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)

    def close(self) -> None:
        """Switch it off; nothing of it is left."""
        if self.process.poll() is None:
            if self.first:
                os.kill(self.first, 9)
            self.process.wait()
        name = self.folder.name
        sweep = (
            f"mount -t cgroup2 none {self.folder} && "
            f"find {self.folder}/{name} -depth -type d -exec rmdir {{}} +"
        )
        subprocess.run(["unshare", "--mount", "sh", "-c", sweep], check=False)
        self.folder.rmdir()


def may_have_namespaces() -> bool:
    """Whether this process may make them."""
    kinds = ["--mount", "--pid", "--fork", "--net", "--uts", "--ipc", "--cgroup"]
    done = subprocess.run(["unshare", *kinds, "true"], check=False, capture_output=True)
    return done.returncode == 0
