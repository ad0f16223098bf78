"""Make a backup of the database while the portal runs, whichever database it is."""

import os
import re
import sqlite3
import subprocess
from argparse import ArgumentParser
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection


class Command(BaseCommand):
    """Write a whole copy to FILE, readable by its owner alone."""

    help = "Writes a backup of the database to FILE; the portal may go on running."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file's name."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Copy beside the target first: FILE is whole, or not there."""
        target: Path = options["file"]
        if target.exists():
            raise CommandError(f"{target} exists already; choose another name.")
        unfinished = begin_file(target)
        copy = copy_sqlite if connection.vendor == "sqlite" else dump_postgresql
        try:
            copy(unfinished)
        except (subprocess.CalledProcessError, sqlite3.Error, OSError) as error:
            unfinished.unlink(missing_ok=True)
            raise CommandError(f"The backup failed: {error}") from error
        unfinished.rename(target)
        # The console's page on the hospital says when that was.
        (settings.DATA_DIR / ".backed_up").touch()
        self.stdout.write(f"{target}: {target.stat().st_size} bytes")


def begin_file(target: Path) -> Path:
    """Make an empty file beside the target, for its owner's eyes."""
    unfinished = target.with_name(f"{target.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    return unfinished


def copy_sqlite(target: Path) -> None:
    """Copy page by page, while others read and write, and see that it is whole."""
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)
        # Constraints ask for it, and only Django's own connections know it.
        copy.create_function("REGEXP", 2, matches)
        (said,) = copy.execute("PRAGMA integrity_check").fetchone()
        if said != "ok":
            raise sqlite3.DatabaseError(said)


def matches(pattern: str, value: object) -> bool:
    """Say what Django's REGEXP says."""
    return value is not None and bool(re.search(pattern, str(value)))


def dump_postgresql(target: Path) -> None:
    """Run pg_dump, and see that its file can be read again.

    The password goes by the environment, which no list shows.
    """
    said = connection.get_connection_params()
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER"}
    names |= {"password": "PGPASSWORD", "dbname": "PGDATABASE"}
    known = {names[key]: str(said[key]) for key in names if said.get(key)}
    run_tool(["pg_dump", "--format=custom", "--no-owner", f"--file={target}"], known)
    if b" TABLE DATA " not in run_tool(["pg_restore", "--list", str(target)], {}):
        raise OSError("pg_restore finds no table in it.")


def run_tool(command: list[str], known: dict[str, str]) -> bytes:
    """Run a tool of PostgreSQL; return what it prints.

    PATH alone is handed on: nothing of the portal's own secrets.
    """
    done = subprocess.run(  # noqa: S603 - no word of it comes from outside
        command,
        env={"PATH": os.defpath, **known},
        check=True,
        stdout=subprocess.PIPE,
    )
    return done.stdout
