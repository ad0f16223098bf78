"""Where raw mail lies: small in its row, large in a sealed file beside the database."""

import json
import shutil
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Sum

from contacts.mail.inbound.files import remove_file, write_file
from contacts.mail.inbound.sealing import key_name, seal
from contacts.mail.models.posts import RawPost

# Above this a file is cheaper than a row.
IN_ROW = 256_000
DAY = timedelta(days=1)


class NoRoomError(Exception):
    """Today's share or the disk is full: the provider keeps it and comes again."""


class CutOffError(Exception):
    """Less came than was announced: whoever posts still has the whole."""


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

    Raises NoRoomError, and CutOffError where less came.
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
        counted.check(size)
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

    def check(self, size: int) -> None:
        """Raise CutOffError where fewer went by than were announced."""
        if self.bytes < size:
            raise CutOffError
