"""Addresses that a person called the family's or a colleague's, known from then on."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from contacts.enquiries.actions.placed import enquiry_of
from contacts.enquiries.actions.posting import audit
from contacts.enquiries.actions.recipients import teams_that_may_answer
from contacts.mail.reply_addresses import FAMILY
from contacts.models import (
    AcceptedSender,
    Enquiry,
    InboundEmail,
    RoutedTo,
    Verb,
    address_hash,
)


def bare(address: str) -> str:
    """Return an address without case and without what stands behind a plus.

    `anna+trial@x` is Anna's by the rules of her own mail server. Another name at the
    same domain is somebody else: half a country shares one provider, and a hospital's
    domain is not the team.
    """
    local, at, domain = address.strip().casefold().rpartition("@")
    return f"{local.partition('+')[0]}{at}{domain}"


def accepted(enquiry: Enquiry, side: str) -> QuerySet[AcceptedSender]:
    """Return the addresses that were accepted for a side."""
    if side == FAMILY:
        return AcceptedSender.objects.filter(enquiry=enquiry)
    of = Q(team__in=teams_that_may_answer(enquiry)) | Q(study=enquiry.study_id)
    if enquiry.site_id:
        of |= Q(site=enquiry.site_id)
    return AcceptedSender.objects.filter(of)


def accept_sender(*, mail: InboundEmail, side: str, now: datetime, by: str) -> None:
    """Know an address from now on: a family's here, a colleague's where they are."""
    enquiry = enquiry_of(mail)
    whose = {"enquiry": enquiry} if side == FAMILY else whose_colleague(enquiry)
    known = address_hash(bare(mail.from_address))
    if not AcceptedSender.objects.filter(**whose, address_hash=known).exists():
        AcceptedSender.objects.create(
            **whose, address_hash=known, accepted_at=now, by=by
        )
    audit(enquiry, Verb.SENDER_ACCEPTED, now, by, side=side)


def whose_colleague(enquiry: Enquiry) -> dict[str, Any]:
    """Return what somebody answers for who writes as the team that has an enquiry.

    Of no team of ours it is the place, or the study where nobody of a place has it.
    """
    if enquiry.team_id:
        return {"team_id": enquiry.team_id}
    if enquiry.site_id and enquiry.routed_to != RoutedTo.CENTRAL_CONTACT:
        return {"site_id": enquiry.site_id}
    return {"study_id": enquiry.study_id}
