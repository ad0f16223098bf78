"""Where a mail belongs: in its conversation, as somebody else's, at the desk."""

from datetime import datetime, timedelta

from contacts.conversation.actions.letters.putting_in import Placed, put_in
from contacts.conversation.actions.letters.senders import is_known_sender
from contacts.enquiries.actions.mail_heads import place_of
from contacts.enquiries.actions.placed import enquiry_of
from contacts.enquiries.actions.team_mails.letters import HELD_FORWARD, OTHER_ADDRESS
from contacts.enquiries.actions.team_mails.notifying import tell_addresses
from contacts.mail.reply_addresses import FAMILY, ReplyAddress
from contacts.models import AsideReason, Enquiry, InboundEmail, InboundState
from portal.keyring import lookup_secret

# Of several mails by other addresses a team is told once.
QUIET = timedelta(days=1)
# Reading says so of a mail; placing keeps it.
BY_READING = {
    AsideReason.UNREADABLE: InboundState.REFUSED,
    AsideReason.REPORT: InboundState.AUTOMATIC,
}


def place(
    mail: InboundEmail, address: ReplyAddress | None, now: datetime, by: str
) -> Placed:
    """Add a mail's words to its conversation; return what became of it, and why."""
    why = why_not(mail, address)
    if why or address is None:
        return InboundState.REFUSED, why
    if mail.reason in BY_READING:
        return BY_READING[AsideReason(mail.reason)], mail.reason
    if aside := of_no_person(mail):
        return aside
    if not is_known_sender(mail, address.side):
        return of_somebody_else(mail, now)
    if mail.reason == AsideReason.FORWARD and address.side != FAMILY:
        return hold_forward(mail, now)
    return put_in(mail, address, now, by)


def of_no_person(mail: InboundEmail) -> Placed | None:
    """Return where a mail goes that nobody wrote, or that came before."""
    if came_before(mail):
        return InboundState.REPEATED, ""
    if mail.is_automatic:
        # "Out of office" answers nobody; the promise goes on.
        return InboundState.AUTOMATIC, AsideReason.AUTOMATIC
    if mail.is_doubtful:
        return InboundState.REFUSED, AsideReason.DOUBTFUL
    return None


def why_not(mail: InboundEmail, address: ReplyAddress | None) -> str:
    """Return why a mail belongs to no conversation; "" when it does."""
    if address is None:
        return AsideReason.NO_ADDRESS
    if mail.enquiry is None:
        return AsideReason.UNKNOWN
    is_proven = address.is_proven(place_of(mail.enquiry), lookup_secret())
    return "" if is_proven else AsideReason.UNPROVEN


def came_before(mail: InboundEmail) -> bool:
    """Whether the same words came to this address under the same Message-ID before."""
    if not mail.same_mail:
        return False
    same = InboundEmail.objects.filter(same_mail=mail.same_mail, pk__lt=mail.pk)
    return any((one.body, one.quoted) == (mail.body, mail.quoted) for one in same[:20])


def of_somebody_else(mail: InboundEmail, now: datetime) -> Placed:
    """Show a mail as another address's: nothing moves, nobody gets it mailed."""
    if not mail.body.strip():
        return InboundState.REFUSED, AsideReason.NO_WORDS
    enquiry = enquiry_of(mail)
    others = InboundEmail.objects.others().filter(enquiry=enquiry)
    lately = others.filter(came_at__gt=mail.came_at - QUIET)
    if not lately.exists():
        tell_addresses(enquiry, OTHER_ADDRESS, [enquiry.team_email], now)
    Enquiry.objects.filter(pk=enquiry.pk).update(is_unread=True)
    return InboundState.OTHER, ""


def hold_forward(mail: InboundEmail, now: datetime) -> Placed:
    """Keep colleagues' mails from the family until a person has read them.

    A doctor forwards what colleagues wrote to one another: it answers nobody, and is
    not the family's to read by accident.
    """
    enquiry = enquiry_of(mail)
    tell_addresses(enquiry, HELD_FORWARD, [enquiry.team_email], now)
    return InboundState.REFUSED, AsideReason.FORWARD
