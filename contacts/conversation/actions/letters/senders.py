"""Who writes: the family, the team, or somebody else who knows the reply address.

The proof in a reply address says to which conversation a mail goes. It does not say who
sent it: mails are forwarded, and programs copy addresses. So the From line is looked at
as well. It can be forged, but not by accident, and whoever is not known is shown.
"""

from datetime import datetime

from django.conf import settings
from django.db.models import Q, QuerySet

from contacts.enquiries.actions.placed import enquiry_of
from contacts.enquiries.actions.posting import audit
from contacts.enquiries.actions.recipients import member_addresses, teams_of
from contacts.mail.kinds import WORDS_TO_TEAM
from contacts.mail.reply_addresses import FAMILY
from contacts.models import (
    AcceptedSender,
    Enquiry,
    InboundEmail,
    Mailbox,
    Verb,
    address_hash,
)


def is_known_sender(mail: InboundEmail, side: str) -> bool:
    """Whether a mail's From is an address of the side that its reply address names."""
    enquiry, sender = enquiry_of(mail), bare(mail.from_address)
    if not sender:
        return False
    known = [enquiry.email] if side == FAMILY else addresses_of_team(enquiry)
    if sender in {bare(one) for one in known if one}:
        return True
    return accepted(enquiry, side).filter(address_hash=address_hash(sender)).exists()


def bare(address: str) -> str:
    """Return an address without case and without what stands behind a plus.

    `anna+trial@x` is Anna's by the rules of her own mail server. Another name at the
    same domain is somebody else: half a country shares one provider, and a hospital's
    domain is not the team.
    """
    local, at, domain = address.strip().casefold().rpartition("@")
    return f"{local.partition('+')[0]}{at}{domain}"


def addresses_of_team(enquiry: Enquiry) -> list[str]:
    """Return where a team's mail is read: its mailboxes, members, whom we wrote to."""
    written = enquiry.emails.filter(purpose__in=WORDS_TO_TEAM)
    teams = teams_of(enquiry)
    boxes = Mailbox.objects.verified().filter(team__in=teams)
    return [
        enquiry.team_email,
        settings.PORTAL_DESK_EMAIL,
        *member_addresses(enquiry),
        *(one for team in teams for one in team.registry_addresses()),
        *boxes.values_list("email", flat=True),
        *(mail.to_address for mail in written),
    ]


def accepted(enquiry: Enquiry, side: str) -> QuerySet[AcceptedSender]:
    """Return the addresses that were accepted for a side."""
    of = Q(enquiry=enquiry) if side == FAMILY else Q(site=enquiry.site_id)
    given = Q(enquiry__isnull=False) if side == FAMILY else Q(site__isnull=False)
    return AcceptedSender.objects.filter(of & given)


def accept_sender(*, mail: InboundEmail, side: str, now: datetime, by: str) -> None:
    """Know an address from now on: a family's here, a colleague's at the site."""
    enquiry = enquiry_of(mail)
    whose = {"enquiry": enquiry} if side == FAMILY else {"site_id": enquiry.site_id}
    known = address_hash(bare(mail.from_address))
    if not any(whose.values()):
        return
    if not AcceptedSender.objects.filter(**whose, address_hash=known).exists():
        AcceptedSender.objects.create(
            **whose, address_hash=known, accepted_at=now, by=by
        )
    audit(enquiry, Verb.SENDER_ACCEPTED, now, by, side=side)
