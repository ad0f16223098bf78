"""E-mails that people answer with: read in bounds, then put into their conversation."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from contacts.conversation.actions.bounces import take_reports
from contacts.conversation.actions.placing import place
from contacts.conversation.actions.returned import keep_notices, told_of
from contacts.mail.bounces.kinds import effect_of
from contacts.mail.bounces.return_path import is_return_path
from contacts.mail.inbound.intake import read_due, read_now
from contacts.mail.inbound.store import delete_posts
from contacts.mail.models.posts import PostKind
from contacts.mail.news import keep_report
from contacts.mail.reply_addresses import read_reply_address
from contacts.models import (
    Enquiry,
    InboundEmail,
    InboundState,
    RawPost,
    Reason,
    Verb,
)
from portal.audit.record import record_event
from portal.keyring import lookup_secret
from portal.lib.tokens import content_hash

log = logging.getLogger(__name__)

# So long a mail that could not be placed waits before it is tried again.
LATER = timedelta(minutes=10)
# So often it is tried; then the desk has it.
MAX_ATTEMPTS = 5
# As long as their columns and the console's lines.
LONGEST_SUBJECT, LONGEST_ID = 500, 255
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
    rows: list[InboundEmail] = []

    def use(mine: RawPost, said: dict[str, Any]) -> None:
        for letter in said["letters"]:
            rows.extend(keep_letter(post=mine, letter=letter, now=now))

    read_now(post, use=use, now=now)
    row = rows[0]
    if row.post_id != post.pk:
        return said_of(row, "repeated")
    for one in rows:
        try_to_take(one.pk, now, by)
    # What it says of one of our mails is acted on at once as well.
    take_reports(now=now, by=by)
    row.refresh_from_db()
    return said_of(row, PLACES[InboundState(row.state)])


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
        for letter in said["letters"]:
            keep_letter(post=post, letter=letter, now=now)
        for report in said["reports"]:
            keep_report(**report, now=now)

    return use


def keep_letter(
    *, post: RawPost | None, letter: dict[str, Any], now: datetime
) -> list[InboundEmail]:
    """Store a mail once for each of our addresses that it came to, or for none."""
    return [keep_for(address, post, letter, now) for address in addresses_of(letter)]


def addresses_of(letter: dict[str, Any]) -> list[str]:
    """Return our addresses that a mail is for: the envelope decides.

    The lines of the mail itself count where the provider names nobody of ours, or but
    one of several.
    """
    envelope = list(ours_among(letter.get("envelope", [])))
    if envelope and letter.get("is_envelope_complete"):
        return envelope
    found = [*envelope, *ours_among(letter.get("recipients", []))]
    named = [*letter.get("envelope", []), *letter.get("recipients", [])]
    return list(dict.fromkeys(found)) or [", ".join(named)[:500]]


def ours_among(addresses: list[str]) -> Iterator[str]:
    """Yield the reply addresses among some, each once."""
    known: set[Any] = set()
    for one in addresses:
        if is_return_path(one) and one not in known:
            known.add(one)
            yield one.strip()
            continue
        address = read_reply_address(one)
        if address and (address.reference, address.side, address.given) not in known:
            known.add((address.reference, address.side, address.given))
            yield one.strip()


def keep_for(
    to_address: str, post: RawPost | None, letter: dict[str, Any], now: datetime
) -> InboundEmail:
    """Store a mail for one address; the row that is there when it came before."""
    message_id = letter.get("message_id", "").strip().strip("<>")
    to = to_address.casefold()
    known = (lookup_secret(), "letter", to, message_id)
    words = letter.get("digest") or letter.get("text", "")
    row, is_new = InboundEmail.objects.get_or_create(
        fingerprint=content_hash(*known, words),
        defaults={
            "same_mail": content_hash(*known) if message_id else "",
            "post": post,
            "from_address": letter.get("from_address", ""),
            "to_address": to_address,
            "subject": letter.get("subject", "")[:LONGEST_SUBJECT],
            "body": letter.get("text", ""),
            "quoted": letter.get("quoted", ""),
            "attachments": letter.get("attachments", 0),
            "unread": letter.get("unread", [])[:20],
            "is_cut": letter.get("is_cut", False),
            "is_automatic": letter.get("automatic") == "yes",
            "is_doubtful": letter.get("automatic") == "maybe",
            "reason": reason_of(letter),
            "answers_to": letter.get("answers_to", "").strip().strip("<>")[:LONGEST_ID],
            "came_at": post.came_at if post else now,
        },
    )
    if is_new and (letter.get("is_report") or is_return_path(to_address)):
        settle_report(row, letter, now)
    return row


def settle_report(row: InboundEmail, letter: dict[str, Any], now: datetime) -> None:
    """Hand on what a letter says of one of our mails; one without proof is a stray."""
    mail = told_of(letter, row.to_address)
    said = (letter.get("notices") or {}).get("said", [])
    if mail is None:
        is_bad = any(effect_of(one["kind"]).is_bad for one in said)
        if is_bad or is_return_path(row.to_address):
            row.state = InboundState.REFUSED
    else:
        is_bad = bool(said) and keep_notices(letter=letter, mail=mail, now=now)
        row.enquiry = mail.enquiry
        row.state = InboundState.BOUNCE if is_bad else InboundState.AUTOMATIC
        # It quotes the mail that came back; nobody needs that twice.
        row.quoted, row.reason = "", "" if is_bad else Reason.REPORT
    row.save()


def reason_of(letter: dict[str, Any]) -> str:
    """Return what reading already knows of a mail that cannot be placed by itself."""
    if letter.get("reason"):
        return Reason.UNREADABLE
    if letter.get("is_report"):
        return Reason.REPORT
    return Reason.FORWARD if letter.get("is_forward") else ""


def take_inbound(*, now: datetime, by: str, limit: int = 50) -> int:
    """Put new e-mails into their conversations; return how many were looked at.

    One that fails is tried again later and holds up no other; each attempt is counted
    before it begins.
    """
    pks = list(InboundEmail.objects.due(now).values_list("pk", flat=True)[:limit])
    for pk in pks:
        try_to_take(pk, now, by)
    return len(pks)


def try_to_take(pk: int, now: datetime, by: str) -> None:
    """Place one e-mail; count the attempt first."""
    InboundEmail.objects.filter(pk=pk).update(attempts=F("attempts") + 1)
    try:
        place_letter(pk, now, by)
    except Exception:
        log.exception("an incoming e-mail could not be taken in; trying later")
        InboundEmail.objects.filter(pk=pk).update(retry_at=now + LATER)


@transaction.atomic
def place_letter(pk: int, now: datetime, by: str) -> None:
    """Put one e-mail where it belongs, once."""
    new = InboundEmail.objects.select_for_update().filter(state=InboundState.NEW)
    mail = new.filter(pk=pk).first()
    if mail is None:
        return
    address = read_reply_address(mail.to_address)
    found = Enquiry.objects.filter(reference=address.reference) if address else None
    # Also one whose proof has run out belongs to its enquiry: it is erased with it.
    mail.enquiry = found.first() if found else None
    if mail.attempts > MAX_ATTEMPTS:
        mail.state, mail.reason = InboundState.REFUSED, Reason.FAILED
    else:
        mail.state, mail.reason = place(mail, address, now, by)
    mail.save()


@transaction.atomic
def delete_inbound(*, mail: InboundEmail, now: datetime, by: str) -> None:
    """Delete a mail that stands in no conversation, at the desk's word."""
    raw = RawPost.objects.filter(letters=mail.pk)
    aside = InboundEmail.objects.aside().filter(pk=mail.pk)
    if aside.exists():
        delete_posts(raw)
    if aside.delete()[0]:
        record_event(Verb.MAIL_DELETED, now=now, by=by)
