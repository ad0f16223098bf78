"""A letter that was read is kept once for each of our addresses that it came to."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from contacts.conversation.actions.lost_mails.returned import keep_notices, told_of
from contacts.mail.bounces.kinds import effect_of
from contacts.mail.bounces.return_path import is_return_path
from contacts.mail.reply_addresses import read_reply_address
from contacts.models import AsideReason, InboundEmail, InboundState, RawPost
from portal.keyring import lookup_secret
from portal.lib.tokens import content_hash

# As long as their columns and the console's lines.
LONGEST_SUBJECT, LONGEST_ID = 500, 255


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
            "to_address": to_address,
            "came_at": post.came_at if post else now,
            **columns_of(letter),
        },
    )
    if is_new and (letter.get("is_report") or is_return_path(to_address)):
        settle_report(row, letter, now)
    return row


def columns_of(letter: dict[str, Any]) -> dict[str, Any]:
    """Return what a letter says, within the bounds of its columns."""
    return {
        "from_address": letter.get("from_address", ""),
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
    }


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
        row.quoted, row.reason = "", "" if is_bad else AsideReason.REPORT
    row.save()


def reason_of(letter: dict[str, Any]) -> str:
    """Return what reading already knows of a mail that cannot be placed by itself."""
    if letter.get("reason"):
        return AsideReason.UNREADABLE
    if letter.get("is_report"):
        return AsideReason.REPORT
    return AsideReason.FORWARD if letter.get("is_forward") else ""
