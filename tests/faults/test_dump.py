"""A backup that takes long holds up no mail.

While pg_dump reads, PostgreSQL keeps every old version of every row, also those of the
outbox, which change four times with each mail. DUMP_SECONDS and MAILS_PER_SECOND make
it longer and heavier: 600 and 50 are what a large hospital asks for. A worker is told
of each as the portal tells of what it committed.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

from tests.faults.shapes import Breakable, production
from tests.services.portal import ROOT, Tally
from tests.services.servers import wait_until

pytestmark = [pytest.mark.services, pytest.mark.long]
SECONDS = int(os.environ.get("DUMP_SECONDS", "40"))
RATE = int(os.environ.get("MAILS_PER_SECOND", "10"))
OLDEST = float(os.environ.get("OLDEST_MAIL", "2"))
# A mail as those that are there, under an id of its own.
ANOTHER = """
INSERT INTO contacts_outgoingemail (enquiry_id, purpose, to_address, reply_to, subject,
    body_text, body_html, headers, message_id, provider_id, queue, state, attempts,
    unknown_outcomes, next_attempt_at, last_error, created_at)
SELECT enquiry_id, purpose, to_address, reply_to, subject,
    body_text, body_html, headers,
    '<' || gen_random_uuid() || '@dump>', '', queue, 'QUEUED', 0, 0, now(), '', now()
FROM (SELECT * FROM contacts_outgoingemail ORDER BY id LIMIT 1) AS one,
    generate_series(1, %s)
"""
AGES = """
SELECT max(extract(epoch FROM sent_at - created_at)),
    percentile_cont(0.95) WITHIN GROUP
        (ORDER BY extract(epoch FROM sent_at - created_at))
FROM contacts_outgoingemail WHERE message_id LIKE '%@dump>'
"""
# What a web process does after each commit.
WAKING = """
import sys, django
django.setup()
from portal.jobs.waking import wake
for line in sys.stdin:
    wake("send-enquiries")
"""
# Mails come in so many small steps of a second, not all of them at once.
STEPS = 10


@contextmanager
def held_dump(portal: Breakable) -> Iterator[None]:
    """Hold what pg_dump holds: a snapshot of all, and a lock on each table."""
    with psycopg.connect(portal.database_url) as line:
        line.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        tables = portal.query(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        )
        for (table,) in tables:
            line.execute(f'LOCK TABLE "{table}" IN ACCESS SHARE MODE')
        line.execute("SELECT count(*) FROM contacts_outgoingemail")
        yield


@contextmanager
def web_process(portal: Breakable) -> Iterator[subprocess.Popen[str]]:
    """Run what wakes a worker at each line that it is told."""
    command = [sys.executable, "-c", WAKING]
    settings = {**portal.environment, "DJANGO_SETTINGS_MODULE": "portal.settings"}
    with subprocess.Popen(
        command, env=settings, cwd=ROOT, stdin=subprocess.PIPE, text=True, bufsize=1
    ) as process:
        yield process


def pour_mails(portal: Breakable) -> None:
    """Queue so many mails in each of so many seconds."""
    line = psycopg.connect(portal.database_url, autocommit=True)
    with line, web_process(portal) as process:
        began = time.monotonic()
        for step in range(SECONDS * STEPS):
            line.execute(ANOTHER, [RATE // STEPS])
            print("committed", file=process.stdin)
            time.sleep(max(0.0, began + (step + 1) / STEPS - time.monotonic()))


def test_no_mail_waits_while_a_backup_runs(capsys):
    with production(EMAIL_TIMEOUT="60") as portal:
        portal.submit(Tally(), 1)
        wait_until(portal.drained, "the first mails", 60)
        with held_dump(portal):
            pour_mails(portal)
            wait_until(portal.drained, "all mails", 60)
        ((oldest, p95),) = portal.query(AGES)
        dead = portal.query(
            "SELECT n_dead_tup FROM pg_stat_user_tables"
            " WHERE relname = 'contacts_outgoingemail'"
        )[0][0]
    with capsys.disabled():
        print(  # noqa: T201
            f"\n  {SECONDS} s of a held dump, {RATE} mails a second: p95 {p95:.2f} s,"
            f" oldest {oldest:.2f} s, {dead} dead rows"
        )
    assert dead >= RATE * SECONDS
    assert oldest <= OLDEST
