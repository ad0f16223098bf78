"""What stands above a mail of an enquiry: where an answer goes, what it belongs to."""

from django.conf import settings

from contacts.mail import rendering
from contacts.mail.kinds import Side, answering_side
from contacts.mail.reply_addresses import reply_address
from contacts.models import Enquiry, Purpose
from portal.keyring import lookup_secret
from portal.lib.tokens import content_hash


def reply_to(enquiry: Enquiry, purpose: Purpose, *, names_family: bool) -> str:
    """Return where an answer to a mail goes: into the conversation if it can.

    The family's own address stands only in a mail that may name them.
    """
    side = answering_side(purpose)
    if side is None:
        return ""
    bound = (place_of(enquiry), lookup_secret(), settings.INBOUND_DOMAIN)
    inside = reply_address(enquiry.reference, side, *bound)
    if side is Side.TEAM:
        return inside or (enquiry.email if names_family else "")
    # A hospital's address would name what the family does not want named.
    return inside or ("" if enquiry.is_discreet else enquiry.team_email)


def place_of(enquiry: Enquiry) -> str:
    """Return what the address of a team's answer is bound to: its site."""
    return str(enquiry.site_id or "")


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
