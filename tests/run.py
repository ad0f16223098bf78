"""The whole suite, as script/test runs it: on SQLite, then on PostgreSQL and Redis.

Says which real services it found and what it skips; REQUIRE_SERVICES=1 makes a
missing one a failure. TEST_DATABASE_URL and TEST_REDIS_URL name servers to use
instead of private ones.
"""

import os
import subprocess
import sys
from contextlib import ExitStack

from tests.services.servers import Postgres, Redis, find

PROCESSES = 2
# pytest's own answer where a selection holds no test.
NOTHING_SELECTED = 5


def missing() -> dict[str, bool]:
    """Return what each part of the suite needs and whether the machine lacks it."""
    has_postgres = bool(os.environ.get("TEST_DATABASE_URL")) or bool(find("initdb"))
    has_redis = bool(os.environ.get("TEST_REDIS_URL")) or bool(find("redis-server"))
    return {
        "PostgreSQL": not has_postgres,
        "Redis": not has_redis,
        "chromium": not find("chromium"),
    }


def pytest(selection: str, processes: int = PROCESSES, **environment: str) -> int:
    """Run a part of the suite in processes of its own; 0: in one, output at once."""
    command = [sys.executable, "-m", "pytest", "-q", "-m", selection]
    command += ["-n", str(processes)]
    status = subprocess.call(command, env={**os.environ, **environment})
    return 0 if status == NOTHING_SELECTED else status


def main() -> int:
    """Run everything that can run; return the exit status."""
    absent = [name for name, is_missing in missing().items() if is_missing]
    for name in ("PostgreSQL", "Redis", "chromium"):
        say(f"{name}: {'not found' if name in absent else 'found'}")
    if absent and os.environ.get("REQUIRE_SERVICES") == "1":
        say(f"REQUIRE_SERVICES=1, but {', '.join(absent)} is missing.")
        return 1
    browser = "" if "chromium" not in absent else " and not browser"
    say("On SQLite, without a broker:")
    status = pytest(f"not services{browser}")
    if {"PostgreSQL", "Redis"} & set(absent):
        say("Skipped: the second run, which needs PostgreSQL and Redis.")
        return status
    return status or on_services()


def on_services() -> int:
    """Run the suite again on PostgreSQL and Redis, then the survival tests."""
    with ExitStack() as stack:
        database = os.environ.get("TEST_DATABASE_URL") or private(stack, Postgres())
        broker = os.environ.get("TEST_REDIS_URL") or private(stack, Redis())
        say("On PostgreSQL and Redis:")
        status = pytest(
            "not services and not browser", DATABASE_URL=database, REDIS_URL=broker
        )
    say("Real processes, killed and restarted:")
    return status or pytest("services", processes=0)


def private(stack: ExitStack, server: Postgres | Redis) -> str:
    """Return the address of a server that ends with the run."""
    stack.callback(server.close)
    return server.url() if isinstance(server, Postgres) else server.url


def say(line: str) -> None:
    """Print a line at once, between the outputs of the processes."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
