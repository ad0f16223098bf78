"""Putting the conversation's e-mails into the outbox, to the right mailboxes."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet

from contacts.enquiries.actions.recipients import member_addresses, stand_in_addresses
from contacts.enquiries.sentences import to_family, to_team
from contacts.mail import rendering
from contacts.mail.kinds import TO_FAMILY, WORDS_TO_TEAM, Side, answering_side
from contacts.mail.rendering import Rendered
from contacts.mail.reply_addresses import reply_address
from contacts.models import (
    AuditEvent,
    Enquiry,
    InboundEmail,
    Message,
    OutgoingEmail,
    Purpose,
    Verb,
    from_now,
)
from portal.audit.record import record_event
from portal.keyring import lookup_secret
from portal.lib.tokens import content_hash


def post(
    enquiry: Enquiry,
    purpose: Purpose,
    words: Rendered,
    *,
    to: Iterable[str],
    now: datetime,
    entry: Message | None = None,
    delay: timedelta | None = None,
) -> list[OutgoingEmail]:
    """Store one e-mail for each address, to be sent at once or after `delay`.

    A family without an address reads on its page; no mail is the right number then.
    """
    mails = [
        enquiry_mail(enquiry, purpose, words, address, now)
        for address in dict.fromkeys(to)
        if address
    ]
    for mail in mails:
        mail.enquiry, mail.entry = enquiry, entry
        if delay:
            mail.next_attempt_at = from_now(delay)
    return OutgoingEmail.objects.bulk_create(mails)


def enquiry_mail(
    enquiry: Enquiry, purpose: Purpose, words: Rendered, address: str, now: datetime
) -> OutgoingEmail:
    """Return an unsaved e-mail of an enquiry that its reader can answer."""
    is_neutral = enquiry.is_discreet and purpose in TO_FAMILY
    return rendering.outgoing(
        purpose,
        words,
        to_address=address,
        reply_to=reply_to(enquiry, purpose),
        now=now,
        headers=neutral_headers(enquiry) if is_neutral else thread(enquiry),
    )


def reply_to(enquiry: Enquiry, purpose: Purpose) -> str:
    """Return where an answer to a mail goes: into the conversation if it can."""
    side = answering_side(purpose)
    if side is None:
        return ""
    inside = reply_address(
        enquiry.reference,
        side,
        place_of(enquiry),
        lookup_secret(),
        settings.INBOUND_DOMAIN,
    )
    if side is Side.TEAM:
        return inside or enquiry.email
    # A hospital's address would name what the family does not want named.
    return inside or ("" if enquiry.is_discreet else enquiry.team_email)


def place_of(enquiry: Enquiry) -> str:
    """Return what the address of a team's answer is bound to: its site."""
    return str(enquiry.site_id or "")


def mails_to_resend(enquiry: Enquiry) -> QuerySet[OutgoingEmail]:
    """Return mails in trouble that staff may send again; a team only while it is open.

    A team hears no more of an enquiry that has ended: the family may have taken
    it back.
    """
    trouble = enquiry.emails.in_trouble()
    if enquiry.is_closed:
        return trouble.exclude(purpose__in=WORDS_TO_TEAM)
    return trouble


def drop_mails_to_team(enquiry: Enquiry, *, also_sent: bool) -> None:
    """Delete mails with the family's words that a team shall not get any more.

    With `also_sent` the copies of those that have left go too: nobody can send them
    a second time.
    """
    mails = enquiry.emails.filter(purpose__in=WORDS_TO_TEAM)
    if not also_sent:
        mails = mails.unsent() | mails.in_trouble()
    mails.delete()


def drop_mails_to_family(enquiry: Enquiry) -> None:
    """Delete mails to the family that have not left, whoever holds them.

    One in a worker's hands may still leave; what it links to has ended then.
    """
    enquiry.emails.filter(purpose__in=TO_FAMILY).unsent().delete()


def refuse_files(
    mail: InboundEmail, *, is_family: bool, has_words: bool, now: datetime
) -> None:
    """Tell whoever sent files that they were not taken; their words may be."""
    enquiry = mail.enquiry
    left_out = {"has_words": has_words, "unread": mail.unread_words}
    if is_family:
        words = to_family.no_attachments(enquiry, **left_out)
        to, purpose = enquiry.email, Purpose.NOTICE_TO_FAMILY
    else:
        words = to_team.no_attachments_of_team(enquiry, **left_out)
        # A forged sender gets nothing; the site's own mailbox does.
        known = {one.casefold() for one in member_addresses(enquiry)}
        is_known = mail.from_address.casefold() in known
        to = mail.from_address if is_known else enquiry.team_email
        purpose = Purpose.NOTICE_TO_TEAM
    post(enquiry, purpose, words, to=[to], now=now)


def thread(enquiry: Enquiry) -> dict[str, str]:
    """Return the header that keeps an enquiry's mails together in a mail program."""
    domain = rendering.mail_domain()
    return {"References": f"<{enquiry.reference.lower()}@{domain}>"}


def neutral_headers(enquiry: Enquiry) -> dict[str, str]:
    """Return headers that a bystander learns nothing from: no name, no reference."""
    known = content_hash(lookup_secret(), "thread", enquiry.reference)[:32]
    return {
        "From": rendering.bare_sender(),
        "References": f"<{known}@{rendering.mail_domain()}>",
    }


def stand_in_mails(enquiry: Enquiry, now: datetime) -> list[OutgoingEmail]:
    """Return unsaved mails that tell the deputies of a new enquiry."""
    to = stand_in_addresses(enquiry, now)
    if not to:
        return []
    words = to_team.stand_in(enquiry)
    return [
        enquiry_mail(enquiry, Purpose.REMINDER_TO_TEAM, words, one, now) for one in to
    ]


def audit(
    enquiry: Enquiry, verb: Verb, now: datetime, by: str, **detail: object
) -> AuditEvent:
    """Add what happened to the enquiry's history; codes and counts only."""
    return record_event(verb, now=now, by=by, reference=enquiry.reference, **detail)
