"""A database to begin with: tables, files and the demonstration, in seconds.

Most of that time is migrations. They run once for each state of them; what they leave
is kept beside the tests' own, which for SQLite it is.
"""

import shutil
from pathlib import Path

from tests.migrated import KEPT, migrations_digest, one_at_a_time, sqlite_image
from tests.services.prepared import Manage, dump, run

# In one process: each of Django's starts costs seconds. Files once for all databases.
REST = """
from pathlib import Path
from django.conf import settings
from django.core.management import call_command as call
call("migrate", verbosity=0)
if not Path(settings.STATIC_ROOT, "staticfiles.json").exists():
    call("collectstatic", interactive=False, verbosity=0)
call("load_demonstration")
"""


def fill(database: str, folder: Path, manage: Manage) -> None:
    """Give a database (none named: the file in `folder`) what a portal begins with."""
    bring_tables(database, folder, manage)
    # What depends on the models of today comes with it.
    manage("shell", "-v0", "-c", REST)


def bring_tables(database: str, folder: Path, manage: Manage) -> None:
    """Give a database its tables alone."""
    if database:
        restore_tables(database, manage)
    else:
        shutil.copy(sqlite_image(), folder / "portal.sqlite3")


def restore_tables(database: str, manage: Manage) -> None:
    """Give a database of PostgreSQL its tables; older ones that are kept go."""
    kept = KEPT / f"migrated-{migrations_digest()}.dump"
    with one_at_a_time():
        if kept.exists():
            given = f"--dbname={database}"
            run("pg_restore", "--no-owner", "--exit-on-error", given, kept)
            return
        manage("migrate", "-v0", "--skip-checks")
        fresh = kept.with_suffix(".new")
        dump(database, fresh)
        for old in KEPT.glob("migrated-*.dump"):
            old.unlink()
        fresh.rename(kept)
