"""Bare transactions of two rows, which a message is measured beside."""

import re
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

from bench.judging import Sample
from bench.processors import processor_of
from tests.services.servers import find

ROWS = ("INSERT INTO floor_a VALUES ('x')", "INSERT INTO floor_b VALUES ('y')")
TABLES = tuple(
    f"CREATE TABLE IF NOT EXISTS floor_{name} (t TEXT)" for name in ("a", "b")
)


def repeated(write: Callable[[], None], seconds: float) -> float:
    """Return how often per second something can be done, one after the other."""
    began, count = time.monotonic(), 0
    while time.monotonic() - began < seconds:
        write()
        count += 1
    return count / (time.monotonic() - began)


def sqlite_floor(folder: Path, seconds: float) -> Sample:
    """Return two-row transactions per second on the portal's own kind of file."""
    database = sqlite3.connect(folder / "floor.sqlite3", isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    for table in TABLES:
        database.execute(table)

    def write() -> None:
        database.execute("BEGIN IMMEDIATE")
        for row in ROWS:
            database.execute(row)
        database.execute("COMMIT")

    before = time.process_time()
    found = repeated(write, seconds)
    spent = time.process_time() - before
    database.close()
    return Sample(found, spent * 1000 / (found * seconds))


def pgbench(url: str, server: int, clients: int, seconds: float) -> Sample:
    """Return those that PostgreSQL's own program makes a second.

    It knows whole seconds alone: for less it is told how many to make.
    """
    with psycopg.connect(url, autocommit=True) as database:
        for table in TABLES:
            database.execute(table)
    most = ("-T", f"{seconds:.0f}") if seconds >= 1 else ("-t", f"{400 * seconds:.0f}")
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(";\n".join(("BEGIN", *ROWS, "COMMIT")) + ";\n")
        script.flush()
        before = processor_of(server)
        told = subprocess.run(
            [
                *(find("pgbench") or "pgbench", "-n", "-M", "prepared"),
                *("-f", script.name, *most),
                *("-c", str(clients), "-j", str(min(clients, 2)), url),
            ],
            capture_output=True,
            text=True,
            check=True,
        )
    spent = (processor_of(server) - before) * 1000
    rate = float(re.findall(r"^tps = ([\d.]+)", told.stdout, re.M)[0])
    made = int(re.findall(r"actually processed: (\d+)", told.stdout)[0])
    return Sample(rate, spent / made)
