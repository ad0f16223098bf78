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
from bench.judging import Line, measured, show
from bench.messages import FORM, STUDY
from bench.plan import Plan
from bench.server import ROOT, BenchServer
from tests.sink import free_port

SUBSCRIBERS, STUDIES = 100_000, 500
KILLS = 3
PEOPLE = 120
KILLED = "rows that differ after three kills, {}"
BESIDE = "a mail to a person while alerts drain, {}, p95"
EMBEDDED = ("manage.py", "run_worker", "--skip-checks")
# One for all queues, so that whoever drains alerts is also asked for people's mails.
CELERY = (
    *("-m", "celery", "--quiet", "--app", "portal.celery", "worker"),
    *("--loglevel", "warning", "--queues", "enquiries,bulk,letters"),
)
LINES = tuple(
    one.format(n) for one in (KILLED, BESIDE) for n in ("SQLite", "PostgreSQL")
)


def measure(server: BenchServer, name: str, plan: Plan) -> list[Line]:
    """Measure what matching costs, what kills leave, and how long people wait."""
    subscribers = plan.part_of(SUBSCRIBERS)
    print(f"Alerts on {name}, {subscribers:,} subscribers, {STUDIES} changed studies")
    crowd(server, "fill", str(subscribers), str(STUDIES))
    seconds, peak, queued, backend = crowd(server, "match").split()
    print(
        f"  matched and queued in one run: {seconds} s, {int(queued):,} alerts; peak "
        f"memory {peak} MB in the portal's process, {backend} MB in the database's"
    )
    lines = [rows_after_kills(server, name), wait_beside_alerts(server, name, plan)]
    return [*show(lines), *sameness.measure(server, name)]


def rows_after_kills(server: BenchServer, name: str) -> Line:
    """Return how many rows differ when matching was killed in the act, three times."""
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
    wrong = missing + double + strange
    return measured(KILLED.format(name), wrong)


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


def wait_beside_alerts(server: BenchServer, name: str, plan: Plan) -> Line:
    """Return how long people wait for their mail while the alerts go out."""
    port, file = free_port(), server.folder / "arrived"
    file.touch()
    environment = {
        **server.environment,
        "EMAIL_URL": f"smtp://127.0.0.1:{port}",
        "BULK_PER_SECOND": "1000",
    }
    sink = ["-m", "tests.sink", str(port), str(file)]
    worker = CELERY if "REDIS_URL" in environment else EMBEDDED
    parts = [
        subprocess.Popen([sys.executable, *command], env=environment, cwd=ROOT)
        for command in (sink, worker)
    ]
    people = max(20, plan.part_of(PEOPLE))
    try:
        time.sleep(8)
        began, before = time.monotonic(), arrived(file)
        waits = sorted(wait_for_mail(server, file) for _ in range(people))
        alerts = (arrived(file) - before - 2 * people) / (time.monotonic() - began)
    finally:
        for part in reversed(parts):
            part.terminate()
            part.wait()
    print(
        f"  while {alerts:.0f} alerts/s drain, an enquiry's mail leaves after "
        f"{waits[people // 2]:.2f} s (median)"
    )
    late = waits[people * 95 // 100]
    return measured(BESIDE.format(name), late)


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
