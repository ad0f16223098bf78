"""A team's mailboxes: nothing goes to one before its readers have pressed a button."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.crypto import get_random_string

from contacts.mail import rendering
from contacts.mail.kinds import Purpose
from contacts.teams import sentences
from contacts.teams.models.mailboxes import (
    Mailbox,
    MailboxPurpose,
    MailHolds,
    WordsReason,
)
from contacts.teams.models.teams import Team
from portal.audit.models import Verb
from portal.audit.record import record_event
from portal.lib.tokens import token_hash

HEXADECIMAL = "0123456789abcdef"


@transaction.atomic
def add_mailbox(
    *,
    team: Team,
    email: str,
    purpose: MailboxPurpose = MailboxPurpose.ENQUIRIES,
    now: datetime,
    by: str,
) -> Mailbox:
    """Give a team a mailbox and mail its link there; one that it has stays as it is."""
    known = team.mailboxes.filter(email__iexact=email).first()
    if known:
        return known
    box = Mailbox(team=team, email=email, purpose=purpose, created_at=now)
    mail_link(box, now)
    record_event(Verb.MAILBOX_ADDED, now=now, by=by, team=team.pk, mailbox=box.pk)
    return box


def mail_link(box: Mailbox, now: datetime) -> None:
    """Store a mailbox under a new link's word, and mail the link to it."""
    token = get_random_string(64, HEXADECIMAL)
    box.token_hash, box.asked_at = token_hash(token), now
    box.save()
    language = box.team.language
    link = rendering.absolute("contacts:verify_mailbox", language, token)
    words = sentences.check_of_mailbox(box.team, link)
    rendering.outgoing(Purpose.ACCOUNT, words, to_address=box.email, now=now).save()


@transaction.atomic
def ask_mailbox_again(*, mailbox: Mailbox, now: datetime, by: str) -> None:
    """Mail another link, once an hour; the one before opens nothing any more."""
    if not mailbox.may_be_asked(now):
        return
    mail_link(mailbox, now)
    note_change(mailbox, now, by, fields=["asked_at"])


@transaction.atomic
def verify_mailbox(*, mailbox: Mailbox, now: datetime) -> bool:
    """Note that a mailbox's readers pressed the button; False for too old a link."""
    if mailbox.verified_at:
        return True
    if mailbox.is_link_over(now):
        return False
    mailbox.verified_at = now
    mailbox.save(update_fields=["verified_at"])
    record_event(
        Verb.MAILBOX_VERIFIED,
        now=now,
        by="mailbox",
        team=mailbox.team_id,
        mailbox=mailbox.pk,
    )
    return True


@transaction.atomic
def pause_mailbox(*, mailbox: Mailbox, is_paused: bool, now: datetime, by: str) -> None:
    """Pass a mailbox over, or use it again."""
    mailbox.is_paused = is_paused
    mailbox.save(update_fields=["is_paused"])
    note_change(mailbox, now, by, is_paused=is_paused)


@transaction.atomic
def choose_what_mail_holds(
    *,
    mailbox: Mailbox,
    holds: MailHolds,
    reason: WordsReason | None,
    now: datetime,
    by: str,
) -> None:
    """Say whether mails to it hold a link or the message; only administrators ask.

    The database refuses the message for a mailbox that nobody confirmed.
    """
    mailbox.holds = holds
    mailbox.holds_reason = reason or "" if holds == MailHolds.MESSAGE else ""
    mailbox.save(update_fields=["holds", "holds_reason"])
    note_change(mailbox, now, by, holds=holds, reason=mailbox.holds_reason)


@transaction.atomic
def remove_mailbox(*, mailbox: Mailbox, now: datetime, by: str) -> None:
    """Take a mailbox from its team."""
    team, number = mailbox.team_id, mailbox.pk
    mailbox.delete()
    record_event(Verb.MAILBOX_REMOVED, now=now, by=by, team=team, mailbox=number)


def note_change(box: Mailbox, now: datetime, by: str, **detail: Any) -> None:
    """Add to the audit what became of a mailbox."""
    record_event(
        Verb.MAILBOX_CHANGED,
        now=now,
        by=by,
        team=box.team_id,
        mailbox=box.pk,
        **detail,
    )
