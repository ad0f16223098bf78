"""Another person reads a text, and approves it or gives it back."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from portal.audit.models import Verb
from trials.models import TextKind, TextState, TextVersion
from trials.models.gated.kinds import LEGAL_KINDS, NEEDS_ETHICS
from trials.texts.actions.drafting import copy_text
from trials.texts.actions.notes import locked, note_text
from trials.texts.bodies import has_blanks, is_empty, lost_names
from trials.texts.legal.own_pages import findings_of
from trials.texts.refusals import TextRefusedError
from trials.texts.shipped.legal import shipped_legal


@dataclass(frozen=True)
class Approval:
    """Who stands behind a version; `name` is what families read."""

    name: str
    approved_on: date
    ethics_reference: str = ""
    valid_until: date | None = None


@transaction.atomic
def submit_text(
    *, version: TextVersion, now: datetime, by: str, despite: bool = False
) -> TextVersion:
    """Hand a draft to another person; from now on it never changes.

    `despite`: the author has read what the lint found, and means it so.
    """
    row = locked(version, TextState.DRAFT)
    if is_empty(row.body):
        raise TextRefusedError("empty")
    found = findings_of(row.kind, row.body, row.language)
    if found and not despite:
        raise TextRefusedError("risky")
    move(row, TextState.IN_REVIEW, now)
    note_text(Verb.TEXT_SUBMITTED, row, now, by, findings=len(found))
    return row


def move(row: TextVersion, state: TextState, now: datetime) -> None:
    """Write how far a version has come."""
    row.changed_at = now
    row.move_to(state)


@transaction.atomic
def approve_text(
    *, version: TextVersion, approval: Approval, now: datetime, by: str
) -> TextVersion:
    """Sign a version as it is, hash and all; never one's own."""
    row = locked(version, TextState.IN_REVIEW)
    refuse_unsigned(row, approval, by)
    row.reviewer, row.reviewer_name, row.reviewed_at = by, approval.name, now
    row.ethics_reference = approval.ethics_reference
    row.approved_on, row.valid_until = approval.approved_on, approval.valid_until
    move(row, TextState.APPROVED, now)
    note_text(Verb.TEXT_APPROVED, row, now, by)
    return row


def refuse_unsigned(row: TextVersion, approval: Approval, by: str) -> None:
    """Raise TextRefusedError unless everything is there that its kind needs."""
    if by in {row.author, *row.writers}:
        raise TextRefusedError("own")
    if not row.is_whole:
        raise TextRefusedError("altered")
    if has_blanks(row.body):
        raise TextRefusedError("blank")
    refuse_lost_names(row)
    if not approval.name:
        raise TextRefusedError("no_name")
    if row.kind in NEEDS_ETHICS and not approval.ethics_reference:
        raise TextRefusedError("no_ethics")
    if approval.valid_until and approval.valid_until < approval.approved_on:
        raise TextRefusedError("over")


def refuse_lost_names(row: TextVersion) -> None:
    """Raise TextRefusedError where the portal could no longer name the team."""
    kind = TextKind(row.kind)
    if kind in LEGAL_KINDS and lost_names(row.body, shipped_legal(kind, row.language)):
        raise TextRefusedError("names")


@transaction.atomic
def return_text(*, version: TextVersion, now: datetime, by: str) -> TextVersion:
    """Give a text back: its words become a draft again, as a new version."""
    row = locked(version, TextState.IN_REVIEW, TextState.APPROVED)
    row.withdrawn_by, row.withdrawn_at = by, now
    move(row, TextState.WITHDRAWN, now)
    note_text(Verb.TEXT_RETURNED, row, now, by)
    return copy_text(version=row, now=now, by=by)
