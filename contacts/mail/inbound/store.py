"""Where raw mail lies: small in its row, large in a sealed file beside the database."""

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import QuerySet, Sum

from contacts.mail.inbound.sealing import BrokenSealError, key_name, seal, unseal
from contacts.mail.models.posts import RawPost
from portal.rotation import Tally

# Above this a file is cheaper than a row.
IN_ROW = 256_000
# After reading; the words stand in their conversation, or were looked at by the desk.
KEPT = timedelta(days=30)
DAY = timedelta(days=1)
# A file is written before its row: for so long it may lack one.
GRACE = timedelta(hours=1)
ENDING = ".sealed"
BATCH = 500


class NoRoomError(Exception):
    """Today's share or the disk is full: the provider keeps it and comes again."""


def check_room(size: int, now: datetime) -> None:
    """Raise NoRoomError where `size` more bytes are too many."""
    today = RawPost.objects.filter(came_at__gt=now - DAY)
    taken = today.aggregate(all=Sum("size"))["all"] or 0
    if taken + size > settings.INBOUND_BYTES_PER_DAY:
        raise NoRoomError("day")
    settings.LETTERS_DIR.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(settings.LETTERS_DIR).free
    if free - size < settings.INBOUND_FREE_BYTES:
        raise NoRoomError("disk")


def keep_post(
    *,
    kind: str,
    hook: str,
    head: dict[str, str],
    chunks: Iterable[bytes],
    size: int,
    now: datetime,
) -> RawPost:
    """Store what came, sealed, before anything reads it; `size` as it was announced.

    Raises NoRoomError.
    """
    check_room(size, now)
    post = RawPost(kind=kind, hook=hook, head=json.dumps(head), came_at=now)
    post.key_name = key_name(settings.FIELD_KEYS[0])
    counted = Counted(chunks)
    pieces = seal(counted, settings.FIELD_KEYS)
    if size <= IN_ROW:
        post.sealed = b"".join(pieces)
    else:
        post.file = write_file(pieces, now)
    post.size = counted.bytes
    try:
        post.save()
    except BaseException:
        remove_file(post.file)
        raise
    return post


class Counted:
    """Chunks, and how many bytes of them went by."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self.chunks, self.bytes = chunks, 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self.chunks:
            self.bytes += len(chunk)
            yield chunk


def write_file(pieces: Iterable[bytes], now: datetime) -> str:
    """Write a file so that it is there after a power cut; return its name."""
    name = f"{now:%Y-%m-%d}-{uuid4().hex}{ENDING}"
    path = settings.LETTERS_DIR / name
    try:
        with os.fdopen(
            os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb"
        ) as file:
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


def delete_posts(posts: QuerySet[RawPost]) -> int:
    """Delete rows and, once that is certain, their files."""
    found = list(posts.values_list("pk", "file")[:BATCH])
    gone = RawPost.objects.filter(pk__in=[pk for pk, _name in found]).delete()[0]
    for _pk, name in found:
        transaction.on_commit(lambda name=name: remove_file(name))
    return gone


def purge_posts(*, now: datetime) -> int:
    """Delete raw mail that was read a month ago, and files that have no row."""
    gone = delete_posts(RawPost.objects.filter(read_at__lte=now - KEPT))
    purge_orphans(now)
    return gone


def purge_orphans(now: datetime) -> int:
    """Delete files without a row: a crash came between the two."""
    if not settings.LETTERS_DIR.is_dir():
        return 0
    before = (now - GRACE).timestamp()
    old = {
        path.name: path
        for path in settings.LETTERS_DIR.glob(f"*{ENDING}")
        if path.stat().st_mtime < before
    }
    known = set(RawPost.objects.exclude(file="").values_list("file", flat=True))
    for name in set(old) - known:
        old[name].unlink(missing_ok=True)
    return len(set(old) - known)


def rotate_letters(tally: Tally) -> None:
    """Seal with the newest key what an older one sealed; for `rotate_field_keys`.

    The head of a row is a field like others, and is found without this.
    """
    newest = key_name(settings.FIELD_KEYS[0])
    old = RawPost.objects.exclude(key_name=newest).order_by("pk").defer("head")
    for post in old.iterator(chunk_size=20):
        try:
            reseal(post, newest)
            tally.count(1, is_written=True)
        except (BrokenSealError, OSError):
            tally.unreadable.append(f"raw mail {post.pk}")
        except DatabaseError:
            # It was deleted at the same moment.
            tally.count(1, is_written=False)


def reseal(post: RawPost, newest: str) -> None:
    """Seal one anew; the old file goes when the row names the new one."""
    pieces, before = seal([read_post(post)], settings.FIELD_KEYS), post.file
    if before:
        post.file = write_file(pieces, post.came_at)
    else:
        post.sealed = b"".join(pieces)
    post.key_name = newest
    post.save(update_fields=["file", "sealed", "key_name"])
    transaction.on_commit(lambda: remove_file(before))
