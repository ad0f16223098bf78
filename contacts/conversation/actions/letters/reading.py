"""Letters that came are read in bounds, then kept and put where they belong."""

import logging
from datetime import datetime
from typing import Any

from contacts.conversation.actions.letters.keeping import keep_letter
from contacts.conversation.actions.letters.taking import take_inbound, take_some
from contacts.conversation.actions.lost_mails.bounces import take_reports
from contacts.mail.inbound.intake import read_due, read_now
from contacts.mail.models.posts import PostKind
from contacts.mail.news import keep_report
from contacts.mail.proving.returned import note_return
from contacts.models import InboundEmail, InboundState, RawPost

log = logging.getLogger(__name__)

# How other programs call where a mail stands; what waits, the desk sees.
PLACES = {
    InboundState.TAKEN: "conversation",
    InboundState.OTHER: "conversation",
    InboundState.BOUNCE: "bounce",
    InboundState.AUTOMATIC: "automatic",
    InboundState.REPEATED: "repeated",
    InboundState.REFUSED: "stray",
    InboundState.NEW: "stray",
}


def read_letters(*, now: datetime, by: str) -> int:
    """Read the letters that came, and put them where they belong."""
    read = read_due(PostKind.LETTER, use=keeper(now), now=now)
    take_inbound(now=now, by=by)
    return read


def read_reports(*, now: datetime) -> int:
    """Read what providers reported; acting on it is a job of its own."""
    return read_due(PostKind.REPORT, use=keeper(now), now=now)


def read_one(*, post: RawPost, now: datetime, by: str) -> dict[str, str]:
    """Read and place one post at once; say where it stands and what was read."""
    rows = letters_of(post, now)
    if not rows:
        return {"place": "test", "text": "", "quoted": "", "reason": ""}
    row = rows[0]
    if row.post_id != post.pk:
        return said_of(row, "repeated")
    mine = InboundEmail.objects.due(now).filter(pk__in=[one.pk for one in rows])
    take_some(mine, now, by)
    # What it says of one of our mails is acted on at once as well.
    take_reports(now=now, by=by)
    row.refresh_from_db()
    return said_of(row, PLACES[InboundState(row.state)])


def letters_of(post: RawPost, now: datetime) -> list[InboundEmail]:
    """Read one post, and keep its letters."""
    rows: list[InboundEmail] = []

    def use(mine: RawPost, said: dict[str, Any]) -> None:
        rows.extend(kept_of(mine, said, now))

    read_now(post, use=use, now=now)
    return rows


def kept_of(post: RawPost, said: dict[str, Any], now: datetime) -> list[InboundEmail]:
    """Keep the letters of a post; our own test mail is noted and no letter."""
    letters = [one for one in said["letters"] if not note_return(letter=one, now=now)]
    rows = [keep_letter(post=post, letter=one, now=now) for one in letters]
    return [row for some in rows for row in some]


def said_of(row: InboundEmail, place: str) -> dict[str, str]:
    """Return where a mail stands, its words, and why."""
    return {
        "place": place,
        "text": row.body,
        "quoted": row.quoted,
        "reason": row.reason or ("other_address" if row.state == "OTHER" else ""),
    }


def keeper(now: datetime) -> Any:
    """Return what writes the letters and reports of one post."""

    def use(post: RawPost, said: dict[str, Any]) -> None:
        kept_of(post, said, now)
        for report in said["reports"]:
            keep_report(**report, now=now)

    return use
