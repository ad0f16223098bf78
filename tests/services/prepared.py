"""What every installation begins with is made once in a run, and copied after that.

A dozen files of tests want an installation.
"""

import atexit
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from tests.services.servers import find

Manage = Callable[..., None]
# In one process: each of Django's starts costs seconds.
FIRST = """
from django.core.management import call_command as call
call("migrate", verbosity=0)
call("collectstatic", interactive=False, verbosity=0)
call("load_demonstration")
"""


@cache
def folder() -> Path:
    """Return where the first ones lie; it ends with the run."""
    place = Path(tempfile.mkdtemp(prefix="portal-prepared-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    return place


def static_root() -> Path:
    """Return one folder of collected files for all."""
    return folder() / "static"


def fill(database: str, manage: Manage) -> None:
    """Give a database its tables and the demonstration, and collect the files once."""
    is_file = database.startswith("sqlite:///")
    kept = folder() / ("file" if is_file else "dump")
    if not kept.exists():
        manage("shell", "-v0", "-c", FIRST)
        copy_file(database, kept) if is_file else dump(database, kept)
    elif is_file:
        copy_file(f"sqlite:///{kept}", Path(database.removeprefix("sqlite:///")))
    else:
        run("pg_restore", "--no-owner", "--exit-on-error", f"--dbname={database}", kept)


def copy_file(database: str, target: Path) -> None:
    """Copy an SQLite database, with what stands in its journal."""
    source = sqlite3.connect(database.removeprefix("sqlite:///"))
    copy = sqlite3.connect(target)
    with copy:
        source.backup(copy)
    copy.close()
    source.close()


def dump(database: str, target: Path) -> None:
    """Keep a PostgreSQL database as a file."""
    run("pg_dump", "--format=custom", "--compress=0", f"--file={target}", database)


def run(program: str, *args: object) -> None:
    """Run one of PostgreSQL's programs."""
    subprocess.run([find(program) or program, *map(str, args)], check=True)
