"""Which version of a text families see today, if any. Computes; asks no database."""

import logging
from collections.abc import Iterable
from datetime import date

from trials.models import TextClass, TextKind, TextState, TextVersion

logger = logging.getLogger(__name__)
# What waits for somebody to read it.
WAITING = (TextState.APPROVED, TextState.IN_REVIEW)


def choose_version(
    versions: Iterable[TextVersion], today: date, *, unapproved_too: bool
) -> TextVersion | None:
    """Return the version of one text that is shown; `versions`: the newest first.

    What is altered is never shown. What is over is not, but for legal words.
    """
    rows = [one for one in versions if is_shown_whole(one)]
    for one in rows:
        if one.state == TextState.PUBLISHED and is_in_time(one, today):
            return one
    if not rows or is_switched_off(rows):
        return None
    waiting = [one for one in rows if one.state in WAITING]
    if waiting and waiting[0].text_class == TextClass.SHIPPED:
        return waiting[0]
    drafts = [one for one in rows if one.state != TextState.WITHDRAWN]
    return drafts[0] if drafts and unapproved_too else None


def is_shown_whole(version: TextVersion) -> bool:
    """Whether a version is what its hash was written for; what is not is logged."""
    is_whole = version.is_whole
    if not is_whole and version.state == TextState.PUBLISHED:
        logger.error("text %s %s is altered", version.slot, version.number)
    return is_whole


def is_in_time(version: TextVersion, today: date) -> bool:
    """Whether a published version is still shown."""
    stays = version.text_class != TextClass.RECRUITMENT
    return stays or not version.is_over(today)


def is_switched_off(rows: list[TextVersion]) -> bool:
    """Whether somebody took the sentences made from records away as a whole."""
    return rows[0].kind == TextKind.LAYER and any(
        one.state == TextState.WITHDRAWN and one.withdrawn_by.startswith("user:")
        for one in rows
    )
