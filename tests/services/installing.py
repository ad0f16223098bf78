"""The steps of docs/production.md, and what a reader has before the first."""

import os
import re
import resource
import subprocess
from pathlib import Path

import trustme

from tests.services.machine import Machine
from tests.services.portal import ROOT

HOST = "trials.hospital.example"
BLOCK = re.compile(r"^## ([^\n]+)$|^```sh\n(.*?)^```$", re.M | re.S)


def steps() -> list[tuple[str, str]]:
    """Return heading and commands of each block of the page, in its order."""
    heading, found = "", []
    page = (ROOT / "docs" / "production.md").read_text(encoding="utf-8")
    for title, commands in BLOCK.findall(page):
        heading = title or heading
        if commands:
            found.append((heading, commands))
    return found


def archive(folder: Path) -> bytes:
    """Return the working tree as a release: what git knows, as it stands."""
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    ).stdout
    there = [n for n in names.split(b"\0") if n and (ROOT / os.fsdecode(n)).exists()]
    target = folder / "portal.tar.gz"
    command = ["tar", "-czf", str(target), "--transform=s,^,portal/,"]
    command += ["--null", "--verbatim-files-from", "-T", "-"]
    subprocess.run(command, cwd=ROOT, check=True, input=b"\0".join(there))
    return target.read_bytes()


class Walk:
    """The page's steps, done one after another, with what the machine answered."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.lines: list[str] = []
        self.left = steps()

    def until(self, heading: str) -> str:
        """Do everything up to and with a section; return what its commands said."""
        said = ""
        while self.left and (self.left[0][0] == heading or heading in self.titles()):
            title, commands = self.left.pop(0)
            self.lines += [f"## {title}", *(f"# {c}" for c in commands.splitlines())]
            done = self.machine.command(commands)
            self.lines += [done.stdout, f"(exit {done.returncode})"]
            self.keep()
            assert done.returncode == 0, f"{commands}\n{done.stdout[-6000:]}"
            said = done.stdout
        return said

    def titles(self) -> set[str]:
        return {title for title, _commands in self.left}

    def note(self, line: str) -> None:
        """Say in the transcript what the test looked at."""
        self.lines.append(f"(test) {line}")
        self.keep()

    def keep(self) -> None:
        if path := os.environ.get("TRANSCRIPT"):
            Path(path).write_text("\n".join(self.lines), encoding="utf-8")


def prepare(machine: Machine, wheels: Path, release: bytes) -> None:
    """Put there what a reader has: the releases, a certificate, a name."""
    authority = trustme.CA()
    cert = authority.issue_cert(HOST)
    chain = b"".join(part.bytes() for part in cert.cert_chain_pems)
    machine.write("/etc/ssl/portal/fullchain.pem", chain)
    machine.write("/etc/ssl/portal/key.pem", cert.private_key_pem.bytes())
    trusted = machine.root / "etc/ssl/certs/ca-certificates.crt"
    known = trusted.read_bytes() if trusted.exists() else b""
    machine.write(
        "/etc/ssl/certs/ca-certificates.crt", known + authority.cert_pem.bytes()
    )
    machine.write("/etc/hosts", f"127.0.0.1 localhost {HOST}\n".encode())
    for name in ("portal.tar.gz", "portal-new.tar.gz"):
        machine.write(f"/root/{name}", release)
    for wheel in wheels.iterdir():
        machine.write(f"/wheels/{wheel.name}", wheel.read_bytes())
    # What a machine without namespaces of users, or with few open files, cannot give to
    # Debian's own Redis unit; ours are started as they are.
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    eased = f"[Service]\nPrivateUsers=no\nLimitNOFILE={most}\n"
    machine.write(
        "/etc/systemd/system/redis-server.service.d/copy.conf", eased.encode()
    )
    machine.run("systemctl daemon-reload")
    offline = b"[global]\nno-index = true\nfind-links = /wheels\n"
    machine.write("/etc/pip.conf", offline)
    machine.run(
        "chmod -R a+rX /wheels /etc/pip.conf; chmod 0600 /etc/ssl/portal/key.pem"
    )
