"""Mails that wait leave as fast as they can, beside a bare line to the same server.

python -m bench.mails [MAILS]
"""

import smtplib
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

from bench.processors import processor_of
from bench.server import ROOT
from tests.faults.shapes import Breakable, EmbeddedBreakable
from tests.services.portal import Portal, Tally
from tests.services.servers import Postgres, Redis, find, wait_until
from tests.sink import free_port

MAILS = 1500
# So many seconds show what the worker takes for its other jobs.
STILL = 5
# Mails committed one by one; the longest that half of them may take.
PACE, PACED_SECONDS, MEDIAN = 50, 10, 0.3
# Of a bare line's rate; the mail server takes a part of the same processors.
LEAST = 0.15
COLUMNS = (
    "enquiry_id, purpose, to_address, reply_to, subject, body_text, body_html, headers"
)
ANOTHER = """
INSERT INTO contacts_outgoingemail ({columns}, message_id, provider_id, queue, state,
    attempts, unknown_outcomes, next_attempt_at, last_error, created_at)
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers
    WHERE n < {count})
SELECT {columns}, '<' || {word} || '@bench>', '', 'enquiries', 'QUEUED',
    0, 0, {now}, '', {now}
FROM (SELECT * FROM contacts_outgoingemail ORDER BY id LIMIT 1) AS one, numbers
"""
POSTGRES = {"word": "replace(gen_random_uuid()::text, '-', '')", "now": "now()"}
SQLITE = {
    "word": "lower(hex(randomblob(16)))",
    "now": "strftime('%Y-%m-%d %H:%M:%f', 'now')",
}


class ServerApart:
    """A mail server as a process of its own, so that it shares no interpreter."""

    def __init__(self, folder: Path) -> None:
        self.port, self.file = free_port(), folder / "arrived"
        self.file.touch()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.sink", str(self.port), str(self.file)],
            cwd=ROOT,
        )
        wait_until(self.answers, "the mail server answering")

    def answers(self) -> bool:
        """Whether it takes mails."""
        try:
            smtplib.SMTP("127.0.0.1", self.port, timeout=2).quit()
        except OSError:
            return False
        return True

    def close(self) -> None:
        """Stop it."""
        self.process.terminate()
        self.process.wait()


def measure(count: int = MAILS) -> list[str]:
    """Print both shapes' rates; return what is slower than it may be."""
    with TemporaryDirectory(prefix="portal-mails-") as folder:
        server = ServerApart(Path(folder))
        try:
            floor = rate_of_bare_line(server.port, count)
            print(f"{count} mails that wait; a bare line that stays open {floor:.0f}/s")
            wrong = embedded(server, count, floor)
            if find("initdb"):
                wrong += celery(server, count, floor)
        finally:
            server.close()
    return wrong


def rate_of_bare_line(port: int, count: int) -> float:
    """Return how many finished mails go over one line in a second."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = "a@b.example", "c@d.example", "ENQ"
    mail.set_content("A line of the words.\n" * 80)
    mail.add_alternative("<p>A line of the words.</p>\n" * 200, subtype="html")
    words = mail.as_bytes()
    with smtplib.SMTP("127.0.0.1", port, timeout=30) as line:
        began = time.monotonic()
        for _ in range(count):
            line.sendmail("a@b.example", ["c@d.example"], words)
        return count / (time.monotonic() - began)


def celery(server: ServerApart, count: int, floor: float) -> list[str]:
    """Measure two Celery children on a private PostgreSQL."""
    postgres, redis = Postgres(), Redis()
    try:
        sink = SimpleNamespace(port=server.port)
        portal = Breakable(postgres.create("bench"), redis.url, sink)
        database = postgres.family()[0]
        try:
            return drained(
                portal, count, floor, POSTGRES, lambda: processor_of(database)
            )
        finally:
            portal.close()
    finally:
        redis.close()
        postgres.close()


def embedded(server: ServerApart, count: int, floor: float) -> list[str]:
    """Measure the one worker without a broker, on a file."""
    portal = EmbeddedBreakable("", "", SimpleNamespace(port=server.port))
    try:
        return drained(portal, count, floor, SQLITE, lambda: 0.0)
    finally:
        portal.close()


def drained(
    portal: Portal,
    count: int,
    floor: float,
    words: dict[str, str],
    of_database: Callable[[], float],
) -> list[str]:
    """Queue so many mails at once; print rate and cost until the last has left."""
    portal.submit(Tally(), 1)
    wait_until(portal.drained, "the first mails")
    worker = portal.processes["worker"].pid
    usual = spent(worker, of_database, lambda: time.sleep(STILL))
    portal.query(ANOTHER.format(columns=COLUMNS, count=count, **words))
    used = spent(worker, of_database, lambda: wait_until(portal.drained, "all", 600))
    rate = count / used[0]
    # Without what the other jobs take.
    cost, of_rows = (
        (part - by_the_way / usual[0] * used[0]) / count * 1000
        for part, by_the_way in zip(used[1:], usual[1:], strict=True)
    )
    name = "Celery, PostgreSQL" if portal.database_url else "embedded, SQLite"
    print(
        f"  {name:20} {rate:6.0f}/s   {rate / floor:5.2f} × the line; a mail takes"
        f" {cost:.2f} ms of the worker's processor, {of_rows:.2f} of the database's"
    )
    wrong = [] if rate >= LEAST * floor else [f"{name}: {rate:.0f} mails/s"]
    return wrong + paced(portal, name)


def paced(portal: Portal, name: str) -> list[str]:
    """Print how long mails take that are committed one by one, until they are marked.

    A little longer than until the mail server has them.
    """
    number = [str(PACE * PACED_SECONDS), str(PACE)]
    subprocess.run(
        [sys.executable, "-m", "bench.mailing", *number],
        env=portal.environment,
        cwd=ROOT,
        check=True,
    )
    wait_until(portal.drained, "the paced mails")
    rows = portal.query(
        "SELECT created_at, sent_at FROM contacts_outgoingemail"
        " WHERE message_id LIKE '%@paced>'"
    )
    took = sorted(seconds(sent) - seconds(created) for created, sent in rows)
    median, late = took[len(took) // 2], took[len(took) * 99 // 100]
    print(
        f"    at {PACE} a second, from the commit to the mark: median"
        f" {median * 1000:.0f} ms, p99 {late * 1000:.0f} ms"
    )
    return [] if median < MEDIAN else [f"{name}: a mail takes {median:.2f} s"]


def seconds(shown: datetime | str) -> float:
    """Return a time of either database in seconds."""
    time_ = datetime.fromisoformat(shown) if isinstance(shown, str) else shown
    return time_.timestamp()


def spent(
    worker: int, of_database: Callable[[], float], do: Callable[[], None]
) -> tuple[float, float, float]:
    """Return the seconds that something takes: of time, of both processors."""
    began, before, rows = time.monotonic(), processor_of(worker), of_database()
    do()
    after = processor_of(worker) - before, of_database() - rows
    return time.monotonic() - began, *after


if __name__ == "__main__":
    slow = measure(int(sys.argv[1]) if len(sys.argv) > 1 else MAILS)
    sys.exit(f"Not as it has to be: {', '.join(slow)}" if slow else 0)
