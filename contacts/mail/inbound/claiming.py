"""Posts are leased before they are read, so that no two workers read one."""

from datetime import timedelta

from django.conf import settings

from contacts.mail.models.posts import PostState, RawPost

# One child reads so much at once; starting it costs more than most mails.
TOGETHER, TOGETHER_BYTES = 10, 4_000_000


def lease() -> timedelta:
    """Return for how long a batch is one reader's: longer than its child may live."""
    return timedelta(seconds=60 + 2 * settings.READER_SECONDS * TOGETHER)


def claim_batch(kind: str) -> list[RawPost]:
    """Return posts to be read by one child; each attempt is counted by now.

    One that has ended a child before is read alone, so that it harms no other.
    """
    batch: list[RawPost] = []
    size = 0
    for post in list(RawPost.objects.due(kind).defer("head")[:TOGETHER]):
        is_alone = post.attempts > 0 or post.size > TOGETHER_BYTES
        if batch and (is_alone or size + post.size > TOGETHER_BYTES):
            break
        if RawPost.objects.claim(post, lease()):
            batch.append(post)
            size += post.size
        if is_alone and batch:
            break
    return batch


def release_abandoned_posts() -> int:
    """Free what a dead process was reading; only for the one worker there is."""
    held = RawPost.objects.filter(state=PostState.NEW, leased_until__isnull=False)
    return held.update(leased_until=None)
