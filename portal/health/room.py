"""Whether there is room: on the disks that the portal writes to, and for its rows."""

import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection

# Nearly full where less than this part of a disk is free.
PART = 20
# A database that has taken more of what it may take is nearly full.
NEARLY = 0.9


def written_to() -> set[Path]:
    """Return the folders that the portal writes to."""
    folders = {settings.DATA_DIR, settings.ERASURES_DIR, settings.LETTERS_DIR}
    if connection.vendor == "sqlite" and not is_in_memory():
        folders.add(Path(settings.DATABASES["default"]["NAME"]).parent)
    return {folder for folder in folders if folder.is_dir()}


def is_in_memory() -> bool:
    """Whether the database has no file."""
    return "memory" in str(settings.DATABASES["default"]["NAME"])


def disk_room() -> dict[str, tuple[int, int]]:
    """Return for each folder how many bytes are free, and how many must be."""
    found = {}
    for folder in written_to():
        usage = shutil.disk_usage(folder)
        found[str(folder)] = (
            usage.free,
            min(settings.DISK_FREE_BYTES, usage.total // PART),
        )
    return found


def disk_free() -> int:
    """Return the bytes that are free where least is."""
    return min((free for free, _least in disk_room().values()), default=0)


def has_disk_room() -> bool:
    """Whether each disk has room."""
    return all(free >= least for free, least in disk_room().values())


def database_bytes() -> int:
    """Return how large the database is."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
            )
        else:
            cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def has_database_room() -> bool:
    """Whether the database is within DATABASE_BYTES, where a bound is known."""
    bound = settings.DATABASE_BYTES
    return not bound or database_bytes() < NEARLY * bound
