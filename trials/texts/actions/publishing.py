"""An approved text is shown to families, taken away, and brought back."""

from datetime import date, datetime

from django.db import transaction

from portal.audit.models import Verb
from trials.models import TextClass, TextState, TextVersion
from trials.texts.actions.drafting import next_number
from trials.texts.actions.notes import locked, note_text, spread_text
from trials.texts.actions.reviewing import move
from trials.texts.refusals import TextRefusedError


@transaction.atomic
def publish_text(
    *, version: TextVersion, today: date, now: datetime, by: str
) -> TextVersion:
    """Show an approved version, in place of the one before; `by` is responsible."""
    row = locked(version, TextState.APPROVED)
    if not row.is_whole:
        raise TextRefusedError("altered")
    if row.is_over(today):
        raise TextRefusedError("over")
    put_away_published(row, now, by)
    row.publisher, row.published_at = by, now
    move(row, TextState.PUBLISHED, now)
    note_text(Verb.TEXT_PUBLISHED, row, now, by)
    spread_text(row, now)
    return row


def put_away_published(row: TextVersion, now: datetime, by: str) -> None:
    """Take the version that another one replaces."""
    before = TextVersion.objects.of(row).published()
    before.update(
        state=TextState.WITHDRAWN, withdrawn_at=now, withdrawn_by=by, changed_at=now
    )


@transaction.atomic
def withdraw_text(*, version: TextVersion, now: datetime, by: str) -> TextVersion:
    """Take a version from families, or end what nobody goes on with.

    Legal and urgent words stay until others are published in their place.
    """
    row = locked(version, *TextState.values[:-1])
    was_shown = row.state == TextState.PUBLISHED
    if was_shown and row.text_class == TextClass.LEGAL:
        raise TextRefusedError("stays")
    row.withdrawn_by, row.withdrawn_at = by, now
    move(row, TextState.WITHDRAWN, now)
    note_text(Verb.TEXT_WITHDRAWN, row, now, by)
    spread_text(row, now)
    return row


@transaction.atomic
def roll_back_text(
    *, version: TextVersion, today: date, now: datetime, by: str
) -> TextVersion:
    """Publish an approved version again, as a copy with its approval: history stays."""
    row = locked(version, TextState.WITHDRAWN)
    if not (row.published_at and row.reviewer and row.is_whole):
        raise TextRefusedError("never_approved")
    if row.is_over(today):
        raise TextRefusedError("over")
    fresh = approved_copy(row, now)
    note_text(Verb.TEXT_ROLLED_BACK, fresh, now, by, restored=row.number)
    return publish_text(version=fresh, today=today, now=now, by=by)


def approved_copy(row: TextVersion, now: datetime) -> TextVersion:
    """Return a new version with the words and the approval of another."""
    kept = {one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields}
    kept |= {"id": None, "number": next_number(row.slot), "created_at": now}
    kept |= {"withdrawn_by": "", "withdrawn_at": None, "warned_days": None}
    return TextVersion.objects.create(**{**kept, "state": TextState.APPROVED})
