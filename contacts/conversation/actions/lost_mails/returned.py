"""Letters that tell of one of our mails: whose they are, and what they say of it.

Whoever tells must know what only the mail's readers and carriers know: its return
address, or the enquiry's reply address and the Message-ID. Anybody else is believed
nothing: the letter goes to the stray list.
"""

from datetime import datetime
from typing import Any

from contacts.enquiries.actions.mail_heads import place_of
from contacts.mail.bounces.kinds import RETURNED, effect_of
from contacts.mail.bounces.return_path import proven_words
from contacts.mail.news import keep_report
from contacts.mail.reply_addresses import read_reply_address
from contacts.models import Enquiry, OutgoingEmail, address_hash
from portal.keyring import lookup_secret


def told_of(letter: dict[str, Any], to_address: str) -> OutgoingEmail | None:
    """Return the mail of ours that a letter provably tells of."""
    notices = letter.get("notices") or {}
    paths = [to_address, *letter.get("envelope", []), *notices.get("paths", [])]
    for word in proven_words(paths, lookup_secret()):
        rows = OutgoingEmail.objects.filter(message_id__startswith=f"<{word}@")
        return rows.select_related("enquiry").first()
    ids = [f"<{one}>" for one in notices.get("message_ids", [])]
    enquiry = proven_enquiry(to_address)
    if enquiry is None or not ids:
        return None
    rows = enquiry.emails.filter(message_id__in=ids)
    return rows.select_related("enquiry").first()


def proven_enquiry(to_address: str) -> Enquiry | None:
    """Return the enquiry whose reply address this is, if we made it."""
    address = read_reply_address(to_address)
    if address is None:
        return None
    named = Enquiry.objects.filter(reference=address.reference)
    enquiry: Enquiry | None = named.first()
    if enquiry and address.is_proven(place_of(enquiry), lookup_secret()):
        return enquiry
    return None


def keep_notices(*, letter: dict[str, Any], mail: OutgoingEmail, now: datetime) -> bool:
    """Write an event for each thing that a letter says; whether one is bad news."""
    said = (letter.get("notices") or {}).get("said", [])
    kinds = [kind_for(mail, one) for one in said]
    for number, kind in enumerate(kinds):
        keep_report(
            kind=kind,
            event_id=f"letter:{letter.get('digest', '')}:{mail.pk}:{number}",
            message_id=mail.message_id,
            # That it is this mail's is proven; the address may be a forwarding's.
            recipient="",
            now=now,
        )
    return any(effect_of(kind).is_bad for kind in kinds)


def kind_for(mail: OutgoingEmail, notice: dict[str, str]) -> str:
    """Return what a notice means for the address that this mail went to.

    Where somebody forwards their mail and that fails, the mail came back, but their
    own mailbox lives; and what arrived behind a list has arrived.
    """
    kind = notice["kind"]
    if not effect_of(kind).is_dead:
        return kind
    ours = address_hash(mail.to_address)
    meant = [one for one in (notice["recipient"], notice["original"]) if one]
    if meant and all(address_hash(one) != ours for one in meant):
        return kind if kind == "complained" else RETURNED
    return kind
