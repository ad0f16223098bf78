"""Who writes: the family, the team, or somebody else who knows the reply address.

The proof in a reply address says to which conversation a mail goes. It does not say who
sent it: mails are forwarded, and programs copy addresses. So the From line is looked at
as well. It can be forged, but not by accident, and whoever is not known is shown.
"""

from contacts.conversation.actions.letters.accepted_senders import accepted, bare
from contacts.enquiries.actions.placed import enquiry_of
from contacts.enquiries.actions.recipients import (
    teams_that_may_answer,
    who_may_answer,
)
from contacts.mail.kinds import WORDS_TO_TEAM
from contacts.mail.reply_addresses import FAMILY
from contacts.models import (
    Enquiry,
    InboundEmail,
    Mailbox,
    address_hash,
)
from portal.hospital.says import hospital_says


def is_known_sender(mail: InboundEmail, side: str) -> bool:
    """Whether a mail's From is an address of the side that its reply address names."""
    enquiry, sender = enquiry_of(mail), bare(mail.from_address)
    if not sender:
        return False
    known = [enquiry.email] if side == FAMILY else addresses_of_team(enquiry)
    if sender in {bare(one) for one in known if one}:
        return True
    return accepted(enquiry, side).filter(address_hash=address_hash(sender)).exists()


def addresses_of_team(enquiry: Enquiry) -> list[str]:
    """Return where a team's mail is read: its mailboxes, members, whom we wrote to.

    Whoever may answer may do so by mail, wherever the route has brought it.
    """
    written = enquiry.emails.filter(purpose__in=WORDS_TO_TEAM)
    teams = teams_that_may_answer(enquiry)
    boxes = Mailbox.objects.verified().filter(team__in=teams)
    return [
        enquiry.team_email,
        hospital_says("PORTAL_DESK_EMAIL"),
        *who_may_answer(enquiry),
        *(one for team in teams for one in team.registry_addresses()),
        *boxes.values_list("email", flat=True),
        *(mail.to_address for mail in written),
    ]
