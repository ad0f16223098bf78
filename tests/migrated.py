"""A migrated database, made once for each state of the migrations and then copied.

Running all migrations costs seconds of each process of each run; copying a file of
a megabyte, or PostgreSQL's CREATE DATABASE … TEMPLATE, does not.
"""

import fcntl
import hashlib
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.conf import settings

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "var" / "tests"
# As tests/settings.py reads the environment, in a process of its own: a connection
# that ran a migration keeps what it learned.
MIGRATE = """
import django
django.setup()
from django.core.management import call_command
from django.db import connection
call_command("migrate", verbosity=0)
call_command("createcachetable")
if connection.vendor == "sqlite":
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [r"{path}"])
"""
OURS = re.compile(r"^(?:from|import) ((?:portal|trials|contacts)[\w.]*)", re.M)


def migrations_digest(root: Path = ROOT) -> str:
    """Return what changes when a migration, or a module that one imports, does.

    What depends on the models of today, such as permissions, each process makes anew.
    """
    migrations = set(root.glob("*/migrations/*.py"))
    imported = {
        root / f"{name.replace('.', '/')}.py"
        for path in migrations
        for name in OURS.findall(path.read_text(encoding="utf-8"))
    }
    digest = hashlib.sha256(version("django").encode())
    for path in sorted(migrations | {path for path in imported if path.exists()}):
        digest.update(str(path.relative_to(root)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let the processes of a run wait for the one that migrates."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def migrate(path: Path, **environment: str) -> None:
    """Run every migration in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="portal-migrated-") as folder:
        given = {**os.environ, "DATA_DIR": folder, **environment}
        given["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        command = [sys.executable, "-c", MIGRATE.format(path=path)]
        subprocess.run(command, check=True, cwd=ROOT, env=given)


def sqlite_image() -> Path:
    """Return a file with all migrations applied; older ones go."""
    image = KEPT / f"migrated-{migrations_digest()}.sqlite3"
    with one_at_a_time():
        if not image.exists():
            fresh = image.with_suffix(".new")
            fresh.unlink(missing_ok=True)
            migrate(fresh, DATABASE_URL="")
            for old in KEPT.glob("migrated-*.sqlite3"):
                old.unlink()
            fresh.rename(image)
    return image


def fill_memory(name: str) -> sqlite3.Connection:
    """Copy the image into SQLite's shared memory; it lives as long as the answer."""
    memory = sqlite3.connect(name, uri=True)
    with sqlite3.connect(sqlite_image()) as image:
        image.backup(memory)
    image.close()
    return memory


def postgres_template() -> str:
    """Return the name of a database of this server with all migrations applied."""
    name = f"portal_migrated_{migrations_digest()}"
    url = os.environ["DATABASE_URL"]
    with one_at_a_time(), psycopg.connect(url, autocommit=True) as server:
        known = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if known.fetchone() is None:
            half = f"{name}_half"
            server.execute(f'DROP DATABASE IF EXISTS "{half}"')
            server.execute(f'CREATE DATABASE "{half}"')
            there = urlunsplit(urlsplit(url)._replace(path=f"/{half}"))
            migrate(Path("/dev/null"), DATABASE_URL=there)
            server.execute(f'ALTER DATABASE "{half}" RENAME TO "{name}"')
    return name


def prepare() -> sqlite3.Connection | None:
    """Let Django's test database begin migrated; keep the answer while tests run."""
    database = settings.DATABASES["default"]
    test = database["TEST"]
    if not database["ENGINE"].endswith("sqlite3"):
        test["TEMPLATE"], test["MIGRATE"] = postgres_template(), False
        return None
    if test["NAME"]:
        # A file that its test asked for is migrated as every installation is.
        return None
    test["MIGRATE"] = False
    return fill_memory("file:memorydb_default?mode=memory&cache=shared")
