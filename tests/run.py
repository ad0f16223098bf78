"""The gate's tests, as script/test and script/check run them.

    script/test                what is short: on SQLite, then on PostgreSQL and Redis
    script/test --changed      what the changes since `main` can touch, on SQLite
    script/test --mutants      faults put in on purpose; each must be noticed
    script/test --all          everything, also what takes long, then the mutants
    script/test --on DAY       what is short, on another day such as 2027-06-01
    script/test --soak MINUTES a stream of messages while parts are killed

Says which real services it found and what it skips; REQUIRE_SERVICES=1 makes a
missing one a failure. TEST_DATABASE_URL and TEST_REDIS_URL name servers to use
instead of private ones.
"""

import os
import subprocess
import sys
from contextlib import ExitStack
from shutil import rmtree

from tests.browser.vnu import Checker, jar
from tests.gate.another_day import run_on
from tests.gate.changed import changed_files, tests_for
from tests.gate.soak import soak
from tests.gate.stages import (
    RESULTS,
    ROOT,
    Stage,
    run_beside,
    run_stage,
    say,
    say_slowest,
)
from tests.mutants.running import main as try_mutants
from tests.services.servers import Postgres, Redis, find, find_browser

SHORT = " and not long"
# A third of a browser test's time is waiting, which another test can use.
WAITING = 3
STATEMENTS = RESULTS.with_name("statements")


def missing() -> list[str]:
    """Return what the suite needs and the machine lacks, and say what is there."""
    has = {
        "PostgreSQL": os.environ.get("TEST_DATABASE_URL") or find("initdb"),
        "Redis": os.environ.get("TEST_REDIS_URL") or find("redis-server"),
        "chromium": find_browser(),
        "Java": find("java"),
    }
    for name, is_there in has.items():
        say(f"{name}: {'found' if is_there else 'not found'}")
    return [name for name, is_there in has.items() if not is_there]


def on_sqlite(stack: ExitStack, absent: list[str], length: str) -> Stage:
    """Return the first stage: everything that needs no server, browser tests first."""
    browser = " and not browser" if "chromium" in absent else ""
    environment = {}
    if jar() and not browser:
        # One for all processes: a start of Java's costs as much as thirty pages.
        checker = Checker()
        stack.callback(checker.close)
        environment["HTML_CHECKER"] = checker.base
    selection = f"not services{browser}{length}"
    # Each run notes its own.
    rmtree(STATEMENTS, ignore_errors=True)
    noting = (f"--note-statements={STATEMENTS}",) if length else ()
    return Stage(
        "on SQLite", selection, noting, processes=WAITING, environment=environment
    )


def on_servers(stack: ExitStack, length: str) -> Stage:
    """Return the second: what a database can change, on PostgreSQL and Redis.

    In the gate that is each statement once; with `--all`, every test of the database.
    """
    each = (f"--each-statement={STATEMENTS}",) if length else ()
    database = os.environ.get("TEST_DATABASE_URL")
    if not database:
        database = private(stack, Postgres(is_durable=False))
    broker = os.environ.get("TEST_REDIS_URL") or private(stack, Redis())
    return Stage(
        "on PostgreSQL and Redis",
        f"not services and not browser{length}",
        options=("--database-only", *each),
        environment={"DATABASE_URL": database, "REDIS_URL": broker},
    )


def private(stack: ExitStack, server: Postgres | Redis) -> str:
    """Return the address of a server that ends with the run."""
    stack.callback(server.close)
    return server.url() if isinstance(server, Postgres) else server.url


def run_suite(*, is_all: bool) -> int:
    """Run everything that can run; return the exit status."""
    absent = missing()
    if absent and os.environ.get("REQUIRE_SERVICES") == "1":
        say(f"REQUIRE_SERVICES=1, but {', '.join(absent)} is missing.")
        return 1
    length = "" if is_all else SHORT
    with ExitStack() as stack:
        done = [on_sqlite(stack, absent, length)]
        status = run_stage(done[0])
    if {"PostgreSQL", "Redis"} & set(absent):
        say("Skipped: the stages that need PostgreSQL and Redis.")
    elif not status:
        with ExitStack() as stack:
            done += [
                on_servers(stack, length),
                Stage("real processes", f"services{length}", processes=0),
            ]
            # What starts and awaits processes leaves the processors to the others.
            status = run_beside(*done[1:])
    say_slowest(done)
    return status


def run_changed() -> int:
    """Run what the changes can touch, without browser and servers."""
    chosen = tests_for(changed_files())
    say(f"What the changes can touch: {len(chosen)} files and folders of tests")
    stage = Stage("changed", f"not services and not browser{SHORT}", tuple(chosen))
    return run_stage(stage)


def main(words: list[str]) -> int:
    """Do what the words ask for; other words go to pytest."""
    # Importing the portal's Celery names the real settings; the tests have their own.
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    # What one stage compiled the next one reads: half of a collection's time is that.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    match words:
        case []:
            return run_suite(is_all=False)
        case ["--all"]:
            return run_suite(is_all=True) or try_mutants([])
        case ["--changed"]:
            return run_changed()
        case ["--mutants", *matters]:
            return try_mutants(matters)
        case ["--on", day, *paths]:
            return run_on(day, paths)
        case ["--soak", minutes]:
            return soak(float(minutes))
    return subprocess.call([sys.executable, "-m", "pytest", *words], cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
