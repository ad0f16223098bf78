"""What lies sealed gets the newest key, or goes when its time is over."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import QuerySet

from contacts.mail.inbound.files import (
    ENDING,
    GRACE,
    read_post,
    remove_file,
    write_file,
)
from contacts.mail.inbound.sealing import BrokenSealError, key_name, seal
from contacts.mail.models.posts import RawPost
from portal.rotation import Tally

# After reading; the words stand in their conversation, or were looked at by the desk.
KEPT = timedelta(days=30)
BATCH = 500


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
        rotate_letter(post, newest, tally)


def rotate_letter(post: RawPost, newest: str, tally: Tally) -> None:
    """Seal one with the newest key, and count it."""
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
