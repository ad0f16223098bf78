"""Copies of an installation's first mail: many at once, or one by one at a pace."""

import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import datetime

from bench.judging import Sample
from bench.processors import processor_of
from bench.server import ROOT
from tests.services.portal import Portal
from tests.services.servers import wait_until

# So many a second are committed.
PACE = 50
# Seconds for which a worker of Celery's takes a mail, three times the patience with a
# mail server: their end is what tells when it was taken.
TIMEOUT = "3"
LEASE = 9
COLUMNS = (
    "enquiry_id, purpose, to_address, reply_to, subject, body_text, body_html, headers,"
    " letter, facts, words"
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
WORDS = {
    "postgresql": {
        "word": "replace(gen_random_uuid()::text, '-', '')",
        "now": "now()",
    },
    "sqlite": {
        "word": "lower(hex(randomblob(16)))",
        "now": "strftime('%Y-%m-%d %H:%M:%f', 'now')",
    },
}


@dataclass(frozen=True)
class Times:
    """Milliseconds from the commit of a mail: until it is claimed, marked as sent."""

    claimed: float
    median: float
    late: float


def drained(portal: Portal, count: int) -> Sample:
    """Queue so many mails at once; return the rate until the last has left."""
    vendor = "postgresql" if portal.database_url else "sqlite"
    worker = portal.processes["worker"].pid
    portal.query(another(vendor, count))
    began, before = time.monotonic(), processor_of(worker)
    wait_until(portal.drained, "all", 600)
    rate = count / (time.monotonic() - began)
    return Sample(rate, (processor_of(worker) - before) / count * 1000)


def another(vendor: str, count: int) -> str:
    """Return what lets so many copies of the first mail wait."""
    return ANOTHER.format(columns=COLUMNS, count=count, **WORDS[vendor])


def paced(portal: Portal, seconds: int) -> Times:
    """Return how long mails take that are committed one by one.

    Until they are marked: a little longer than until the mail server has them.
    """
    number = [str(PACE * seconds), str(PACE)]
    subprocess.run(
        [sys.executable, "-m", "bench.mailing", *number],
        env=portal.environment,
        cwd=ROOT,
        check=True,
    )
    wait_until(portal.drained, "the paced mails")
    rows = portal.query(
        "SELECT created_at, sent_at, next_attempt_at FROM contacts_outgoingemail"
        " WHERE message_id LIKE '%@paced>'"
    )
    took = sorted(seconds_of(sent) - seconds_of(made) for made, sent, _end in rows)
    taken = sorted(seconds_of(end) - LEASE - seconds_of(made) for made, _, end in rows)
    return Times(
        *(1000 * one for one in (taken[len(taken) // 2], took[len(took) // 2])),
        1000 * took[len(took) * 99 // 100],
    )


def seconds_of(shown: datetime | str) -> float:
    """Return a time of either database in seconds."""
    moment = datetime.fromisoformat(shown) if isinstance(shown, str) else shown
    return moment.timestamp()
