"""Reading what was kept: claim, count, read in the child, hand over; once each."""

import json
import logging
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from email.utils import parseaddr
from typing import Any

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.db import transaction

from contacts.mail.inbound.bounds import Given, read_bounded
from contacts.mail.inbound.claiming import claim_batch, lease
from contacts.mail.inbound.files import read_post
from contacts.mail.inbound.plainlines import plain_letter
from contacts.mail.inbound.resealing import delete_posts
from contacts.mail.inbound.sealing import BrokenSealError
from contacts.mail.models.posts import MAX_ATTEMPTS, PostKind, PostState, RawPost
from portal.hospital.says import hospital_says

log = logging.getLogger(__name__)

# A provider that keeps the mail itself may be out of reach for hours.
MAX_FETCHES = 50
# A job ends then, so that a new one sees what came meanwhile.
BUDGET_SECONDS = 20.0
# What an unreadable post is shown as comes from its beginning.
BEGINNING = 200_000
# Writes what one post holds where it belongs, inside a transaction.
Use = Callable[[RawPost, dict[str, Any]], None]


def read_due(kind: str, *, use: Use, now: datetime) -> int:
    """Read posts that wait, for a while; return how many were read."""
    done, end = 0, time.monotonic() + BUDGET_SECONDS
    while time.monotonic() < end:
        batch = claim_batch(kind)
        if not batch:
            break
        read_batch(batch, use, now)
        done += len(batch)
    return done


def read_now(post: RawPost, *, use: Use, now: datetime) -> None:
    """Read one post at once and to its end, whatever becomes of it."""
    while RawPost.objects.claim(post, lease()):
        read_batch([post], use, now)
        RawPost.objects.filter(pk=post.pk).update(leased_until=None)


def read_batch(batch: Sequence[RawPost], use: Use, now: datetime) -> None:
    """Read some posts in one child and hand over what it says."""
    opened = [
        (post, given) for post in batch if (given := opened_or_lost(post, use, now))
    ]
    said = read_bounded([given for _post, given in opened], ours=our_names())
    for number, (post, given) in enumerate(opened):
        if number < len(said):
            finish(post, given, said[number], use, now)
        elif post.attempts >= MAX_ATTEMPTS:
            give_up(post, given, "bounds", use, now)
        else:
            # The one that ended the child, and those that it kept from their turn.
            RawPost.objects.filter(pk=post.pk).update(leased_until=None)


def opened_or_lost(post: RawPost, use: Use, now: datetime) -> Given | None:
    """Return a post for the child; one that cannot be opened is shown as such."""
    try:
        return Given(post.hook, json.loads(post.head), read_post(post))
    except (BrokenSealError, InvalidToken, OSError):
        if post.attempts >= MAX_ATTEMPTS:
            give_up(post, Given(post.hook, {}, b""), "lost", use, now)
        return None


def our_names() -> list[str]:
    """Return the addresses and domains that our own mails come from."""
    sender = parseaddr(hospital_says("DEFAULT_FROM_EMAIL"))[1]
    return [one for one in (settings.INBOUND_DOMAIN, sender) if one]


def finish(
    post: RawPost, given: Given, said: dict[str, Any], use: Use, now: datetime
) -> None:
    """Hand over what the child said of a post."""
    reason = said.get("reason", "")
    most = MAX_FETCHES if is_fetched(reason) else MAX_ATTEMPTS
    if not reason:
        settle(post, said, use, now)
    elif post.attempts >= most or not (is_fetched(reason) or reason == "memory"):
        # What cannot be unpacked would fail the same way again.
        give_up(post, given, reason, use, now)

    # Else it is read again when its lease ends, alone.


def is_fetched(reason: str) -> bool:
    """Whether a provider keeps the mail and could not be reached for it."""
    return any(word in reason for word in ("Connection", "Timeout", "HTTPError"))


def give_up(post: RawPost, given: Given, reason: str, use: Use, now: datetime) -> None:
    """Hand over a post as plain lines: first those of the mail, else of the request."""
    log.error("a post of %s could not be read: %s", post.hook, reason)
    said = read_bounded([given], is_plain=True) if given.body else []
    found = said[0] if said and not said[0].get("reason") else {}
    if post.kind == PostKind.LETTER and not found.get("letters"):
        plain = {**plain_letter(given.body[:BEGINNING]), "envelope": []}
        if post.hook == "file":
            plain["envelope"] = [given.head.get("to", "")]
        found = {"letters": [plain], "reports": []}
    for letter in found.get("letters", []):
        letter["reason"] = reason
    settle(post, {"letters": [], "reports": [], **found}, use, now, reason=reason)


@transaction.atomic
def settle(
    post: RawPost, said: dict[str, Any], use: Use, now: datetime, *, reason: str = ""
) -> None:
    """Write what a post holds where it belongs, and that it was read; both or none."""
    state = PostState.UNREADABLE if reason else PostState.READ
    mine = RawPost.objects.filter(pk=post.pk, state=PostState.NEW)
    if not mine.update(state=state, reason=reason[:40], read_at=now, leased_until=None):
        return
    use(post, said)
    if post.kind == PostKind.REPORT and not reason:
        # What it said is kept as a hash and a code.
        delete_posts(RawPost.objects.filter(pk=post.pk))
