"""Somebody lost their link: it goes to the address that the enquiry already has."""

from datetime import datetime

from django.db import transaction

from contacts.enquiries.sentences import links_to_family
from contacts.mail import rendering
from contacts.models import Enquiry, LinkRequest, OutgoingEmail, Purpose, address_hash
from portal.lib.rounds import go_round


def ask_for_link(*, email: str, language: str, now: datetime) -> None:
    """Note that somebody lost their link: the same one row for any address."""
    LinkRequest.objects.create(email=email, language=language, asked_at=now)


def send_lost_links(*, now: datetime, limit: int = 50) -> int:
    """Mail the links of those who asked and have enquiries; forget the requests."""
    due = LinkRequest.objects.due(now)
    return go_round(due, lambda pk: send_links(pk, now), now=now, limit=limit)


@transaction.atomic
def send_links(pk: int, now: datetime) -> None:
    """Answer one request, once, to the address that the enquiries already have."""
    request = LinkRequest.objects.select_for_update().filter(pk=pk).first()
    if request is None:
        # Another worker was quicker.
        return
    known = address_hash(request.email)
    enquiries = list(Enquiry.objects.filter(email_hash=known)[:20])
    if enquiries:
        mail = link_mail(enquiries, request.language, now)
        mail.enquiry = enquiries[0]
        mail.save()
    request.delete()


def link_mail(enquiries: list[Enquiry], language: str, now: datetime) -> OutgoingEmail:
    """Return the mail with the links; one discreet enquiry makes its sender bare."""
    is_neutral = any(one.is_discreet for one in enquiries)
    return rendering.outgoing(
        Purpose.LINK_TO_FAMILY,
        links_to_family.lost_link(enquiries, language),
        to_address=enquiries[0].email,
        now=now,
        headers={"From": rendering.bare_sender()} if is_neutral else None,
    )
