"""Sealed files beside the database: written so that they last, removed, swept."""

import os
from collections.abc import Iterable
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from uuid import uuid4

from django.conf import settings

from contacts.mail.inbound.sealing import unseal
from contacts.mail.models.posts import RawPost

# A file is written before its row: for so long it may lack one.
GRACE = timedelta(hours=1)
ENDING = ".sealed"


NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL


def write_file(pieces: Iterable[bytes], now: datetime) -> str:
    """Write a file so that it is there after a power cut; return its name."""
    name = f"{now:%Y-%m-%d}-{uuid4().hex}{ENDING}"
    path = settings.LETTERS_DIR / name
    try:
        with os.fdopen(os.open(path, NEW, 0o600), "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        sync_folder()
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return name


def sync_folder() -> None:
    """Make the names in the folder last."""
    folder = os.open(settings.LETTERS_DIR, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def read_post(post: RawPost) -> bytes:
    """Return what came; raises BrokenSealError or OSError."""
    if not post.file:
        return b"".join(unseal(BytesIO(bytes(post.sealed)), settings.FIELD_KEYS))
    with path_of(post.file).open("rb") as file:
        return b"".join(unseal(file, settings.FIELD_KEYS))


def path_of(name: str) -> Path:
    """Return where a file lies."""
    return settings.LETTERS_DIR / Path(name).name


def remove_file(name: str) -> None:
    """Delete a file, if there is one."""
    if name:
        path_of(name).unlink(missing_ok=True)
