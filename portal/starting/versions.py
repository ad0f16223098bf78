"""No process serves pages on a database that is older than the program."""

import logging

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

log = logging.getLogger(__name__)


def stop_on_older_database() -> None:
    """End the program with the cure when migrations were not run.

    A program of the version before may serve on: migrations only expand
    (docs/contributing.md). A database that does not answer is no reason to stop: it
    will, and until then pages say so.
    """
    try:
        lacking = lacking_migrations()
    except DatabaseError as error:
        log.warning("the database's version is not known yet: %s", error)
        return
    finally:
        connection.close()
    if lacking:
        raise SystemExit(
            f"The database lacks {len(lacking)} migrations of this version, first "
            f"{lacking[0]}. Run: manage.py migrate"
        )


def lacking_migrations() -> list[str]:
    """Return the migrations that the database has not seen, in order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [str(migration) for migration, _backwards in plan]
