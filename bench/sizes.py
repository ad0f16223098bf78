"""What an enquiry takes of PostgreSQL's disk, and whether it is given back.

python -m bench.sizes [MESSAGES]

Three times they are taken in, mailed, opened, answered, and erased by the portal's own
jobs: what the database grows by after the first time is bloat.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import cast

from bench.servers_apart import ServerApart
from tests.services.portal import Portal, Tally
from tests.services.servers import Postgres, Redis, wait_until
from tests.sink import Sink

MESSAGES, TIMES = 1000, 3
SIZES = """
SELECT relname, pg_relation_size(oid), pg_table_size(oid) - pg_relation_size(oid),
    pg_indexes_size(oid)
FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
"""
DEAD = "SELECT sum(n_dead_tup)::bigint FROM pg_stat_user_tables"
LOG = "SELECT (pg_current_wal_lsn() - '0/0'::pg_lsn)::bigint"
# Each as an action of its own does it: opened, put into somebody's hand, answered.
LIFE = (
    "UPDATE contacts_enquiry SET opened_at = now(), is_unread = false",
    "UPDATE contacts_enquiry SET claimed_at = now()",
    "UPDATE contacts_enquiry SET state = 'ANSWERED', first_answered_at = now()",
)
OVER = (
    "UPDATE contacts_enquiry SET state = 'CLOSED', outcome = 'INFORMED',"
    " closed_at = now(), next_action = 'ERASE', next_action_at = now()"
)
Sizes = dict[str, tuple[int, int, int]]


def main(count: int) -> None:
    """Print the sizes by table, and by how much the database grows each time."""
    postgres, redis = Postgres(), Redis()
    with TemporaryDirectory(prefix="portal-sizes-") as folder:
        server = ServerApart(Path(folder))
        sink = cast(Sink, SimpleNamespace(port=server.port))
        portal = Portal(postgres.create("sizes"), redis.url, sink)
        try:
            for time in range(TIMES):
                live_through(portal, count, time)
        finally:
            portal.close()
            server.close()
            redis.close()
            postgres.close()


def live_through(portal: Portal, count: int, time: int) -> None:
    """Take so many in and let them go again, and tell what each step cost."""
    before = vacuumed(portal)
    cost_of(portal, count, "taken in and mailed", lambda: take_in(portal, count))
    whole = vacuumed(portal)
    if not time:
        show_tables(before, whole, count)
    cost_of(portal, count, "opened, claimed, answered", lambda: say_all(portal, LIFE))
    vacuumed(portal)
    cost_of(portal, count, "erased", lambda: let_go(portal))
    after = vacuumed(portal)
    print(
        f"  time {time + 1}: the database was {total(before) / 1e6:.1f} MB, "
        f"{total(whole) / 1e6:.1f} with them, {total(after) / 1e6:.1f} without",
        flush=True,
    )


def take_in(portal: Portal, count: int) -> None:
    """Send messages and wait until their mails have left."""
    portal.submit(Tally(), count)
    wait_until(portal.drained, "all mails", 600)


def let_go(portal: Portal) -> None:
    """Let the portal's own job erase them all."""
    portal.query(OVER)
    wait_until(
        lambda: portal.query("SELECT 1 FROM contacts_enquiry") == [], "gone", 900
    )


def say_all(portal: Portal, statements: tuple[str, ...]) -> None:
    """Change every enquiry, one statement after the other."""
    for one in statements:
        portal.query(one)


def cost_of(portal: Portal, count: int, what: str, do: Callable[[], None]) -> None:
    """Print what something writes to the log, and how many dead rows it leaves."""
    began = portal.query(LOG)[0][0]
    do()
    written = portal.query(LOG)[0][0] - began
    portal.query("SELECT pg_stat_force_next_flush()")
    dead = portal.query(DEAD)[0][0]
    print(
        f"  {what:26} {written / count / 1024:7.1f} KB of log and {dead / count:5.1f} "
        "dead rows for each",
        flush=True,
    )


def vacuumed(portal: Portal) -> Sizes:
    """Return each table's bytes after what autovacuum does a minute later."""
    portal.query("VACUUM ANALYZE")
    return {name: tuple(rest) for name, *rest in portal.query(SIZES)}


def total(sizes: Sizes) -> int:
    """Return all bytes."""
    return sum(map(sum, sizes.values()))


def show_tables(before: Sizes, after: Sizes, count: int) -> None:
    """Print what one enquiry takes in each table: rows, long values, indexes."""
    grown = {
        name: [
            (new - old) / count
            for new, old in zip(after[name], before[name], strict=True)
        ]
        for name in after
    }
    for name, parts in sorted(grown.items(), key=lambda one: -sum(one[1])):
        if sum(parts) >= 1:
            rows, long, indexes = parts
            print(
                f"  {name:32} {sum(parts):7.0f} bytes: rows {rows:.0f}, long values "
                f"{long:.0f}, indexes {indexes:.0f}"
            )
    each = sum(map(sum, grown.values()))
    print(f"  {'all':32} {each:7.0f} bytes an enquiry", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MESSAGES)
