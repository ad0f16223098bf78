"""A hundred thousand subscribers: matched, killed in the act, drained beside people."""

import signal
import subprocess
import sys
import time
import uuid
from collections import Counter
from pathlib import Path

import requests

from bench import sameness
from bench.drain import measure as drain_at_full_rate
from bench.messages import FORM, STUDY
from bench.server import ROOT, BenchServer
from tests.sink import free_port

SUBSCRIBERS, STUDIES = 100_000, 500
KILLS = 3
PEOPLE = 120
# The longest that 95 of 100 people may wait for their mail beside the alerts.
LONGEST = 2.0


def measure(
    server: BenchServer, name: str, subscribers: int = SUBSCRIBERS
) -> list[str]:
    """Print what matching costs, what kills leave, and how long people wait.

    Return what is not as it has to be.
    """
    print(f"Alerts on {name}, {subscribers:,} subscribers, {STUDIES} changed studies")
    crowd(server, "fill", str(subscribers), str(STUDIES))
    seconds, peak, queued, backend = crowd(server, "match").split()
    print(
        f"  matched and queued in one run: {seconds} s, {int(queued):,} alerts; peak "
        f"memory {peak} MB in the portal's process, {backend} MB in the database's"
    )
    whole = ledger(server)
    crowd(server, "forget")
    kills = killed(server)
    pieces = ledger(server)
    missing = sum((whole - pieces).values())
    double = sum(pieces.values()) - len(pieces)
    strange = sum((pieces - whole).values())
    print(
        f"  the same killed {kills} times: {missing} missing, {double} double, "
        f"{strange} strange rows of {sum(whole.values()):,}"
    )
    wrong = [f"{missing + double + strange} rows"] if missing + double + strange else []
    wrong += drain(server) + sameness.measure(server)
    return wrong + (drain_at_full_rate() if server.environment["DATABASE_URL"] else [])


def crowd(server: BenchServer, *args: str) -> str:
    """Run a step as a process of its own; return what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.crowd", *args],
        env=server.environment,
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def ledger(server: BenchServer) -> Counter[str]:
    """Return every row of the ledger with how often it is there."""
    file = server.folder / "ledger"
    crowd(server, "ledger", str(file))
    return Counter(file.read_text().splitlines())


def killed(server: BenchServer) -> int:
    """Begin and be killed in the middle, three times; then end it. Return the kills."""
    kills = 0
    for _ in range(KILLS):
        died = subprocess.run(
            [sys.executable, "-m", "bench.crowd", "die", str(STUDIES // (2 * KILLS))],
            env=server.environment,
            cwd=ROOT,
        )
        kills += died.returncode == -signal.SIGKILL
    crowd(server, "match")
    return kills


def drain(server: BenchServer) -> list[str]:
    """Print how long people wait for their mail while the alerts go out."""
    port, file = free_port(), server.folder / "arrived"
    file.touch()
    environment = {
        **server.environment,
        "EMAIL_URL": f"smtp://127.0.0.1:{port}",
        "BULK_PER_SECOND": "1000",
    }
    sink = [sys.executable, "-m", "tests.sink", str(port), str(file)]
    worker = [sys.executable, "manage.py", "run_worker", "--skip-checks"]
    parts = [
        subprocess.Popen(command, env=environment, cwd=ROOT)
        for command in (sink, worker)
    ]
    try:
        time.sleep(8)
        began, before = time.monotonic(), arrived(file)
        waits = sorted(wait_for_mail(server, file) for _ in range(PEOPLE))
        alerts = (arrived(file) - before - 2 * PEOPLE) / (time.monotonic() - began)
    finally:
        for part in reversed(parts):
            part.terminate()
            part.wait()
    late = waits[PEOPLE * 95 // 100]
    print(
        f"  while {alerts:.0f} alerts/s drain, an enquiry's mail leaves after "
        f"{waits[PEOPLE // 2]:.2f} s (median), {late:.2f} s (p95)"
    )
    return [f"p95 {late:.2f} s"] if late > LONGEST else []


def arrived(file: Path) -> int:
    """Return how many mails the mail server has."""
    return file.read_bytes().count(b"\n")


def wait_for_mail(server: BenchServer, file: Path) -> float:
    """Send an enquiry; return how long its copy takes, from the press of the button."""
    address = f"{uuid.uuid4().hex}@families.example"
    form = {**FORM, "email": address, "key": str(uuid.uuid4())}
    began = time.monotonic()
    requests.post(
        f"http://127.0.0.1:{server.port}/trials/{STUDY}/message/",
        data=form,
        headers={"X-Forwarded-For": f"2001:db8:{address[:4]}:{address[4:8]}::1"},
        allow_redirects=False,
        timeout=30,
    ).raise_for_status()
    with file.open("rb") as lines:
        lines.seek(max(0, file.stat().st_size - 100_000))
        while address.encode() not in lines.read():
            if time.monotonic() - began > 60:
                return 60.0
            time.sleep(0.01)
    return time.monotonic() - began
