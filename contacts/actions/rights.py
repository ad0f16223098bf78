"""What belongs to the family: to correct, withdraw, erase and take along their data."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.crypto import get_random_string

from contacts import emails, letters, team_letters
from contacts.actions.handling import end
from contacts.actions.post import audit, drop_mails_to_team, post
from contacts.mail.store import delete_posts
from contacts.models import (
    AddressChange,
    Enquiry,
    InboundEmail,
    LinkRequest,
    Outcome,
    Purpose,
    RawPost,
    Verb,
    address_hash,
)
from portal.lib.tokens import token_hash

log = logging.getLogger(__name__)

ADDRESS_CHANGE_LASTS = timedelta(days=3)
HEXADECIMAL = "0123456789abcdef"


@transaction.atomic
def correct_contact(
    *, enquiry: Enquiry, phone: str, wishes: dict[str, Any], now: datetime, by: str
) -> None:
    """Replace telephone and wishes; the team sees the new ones at once."""
    for name, value in {**wishes, "phone": phone}.items():
        setattr(enquiry, name, value)
    enquiry.save(update_fields=["phone", *wishes])
    audit(enquiry, Verb.CONTACT_CORRECTED, now, by, what="phone")


@transaction.atomic
def ask_address_change(*, enquiry: Enquiry, email: str, now: datetime) -> None:
    """Mail a link to the new address; only it makes the change, within three days."""
    token = get_random_string(64, HEXADECIMAL)
    AddressChange.objects.filter(enquiry=enquiry).delete()
    AddressChange.objects.create(
        enquiry=enquiry, email=email, token_hash=token_hash(token), asked_at=now
    )
    link = emails.absolute("contacts:confirm_address", enquiry.language, token)
    words = letters.address_check(enquiry, link)
    post(enquiry, Purpose.ADDRESS_CHECK, words, to=[email], now=now)


@transaction.atomic
def confirm_address(*, change: AddressChange, now: datetime, by: str) -> bool:
    """Make the change; the old mailbox is told. False when the link is too old."""
    enquiry, before = change.enquiry, change.enquiry.email
    is_late = now - change.asked_at > ADDRESS_CHANGE_LASTS
    change.delete()
    if is_late:
        return False
    enquiry.email, enquiry.email_bounced_at = change.email, None
    enquiry.email_hash = address_hash(change.email)
    enquiry.save(update_fields=["email", "email_hash", "email_bounced_at"])
    words = letters.address_changed(enquiry)
    post(enquiry, Purpose.NOTICE_TO_FAMILY, words, to=[before], now=now)
    audit(enquiry, Verb.CONTACT_CORRECTED, now, by, what="email")
    return True


@transaction.atomic
def withdraw(*, enquiry: Enquiry, now: datetime, by: str) -> None:
    """End the enquiry at the family's wish; the team is told to stop."""
    enquiry = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    if enquiry.is_closed:
        return
    end(enquiry=enquiry, outcome=Outcome.WITHDRAWN, now=now, by=by)
    drop_mails_to_team(enquiry, also_sent=False)
    audit(enquiry, Verb.ENQUIRY_WITHDRAWN, now, by)
    language, to = team_letters.language_of(enquiry), [enquiry.team_email]
    words = team_letters.notice_to_team(
        enquiry.reference, team_letters.WITHDRAWN, language
    )
    post(enquiry, Purpose.NOTICE_TO_TEAM, words, to=to, now=now)


@transaction.atomic
def erase_enquiry(
    *, enquiry: Enquiry, now: datetime, by: str, tells_team: bool = True
) -> None:
    """Delete everything personal of an enquiry, also in mails still on their way.

    What is left is the audit's line: a reference, a time, nobody's words.
    """
    reference, team_email = enquiry.reference, enquiry.team_email
    language = team_letters.language_of(enquiry)
    audit(enquiry, Verb.ENQUIRY_ERASED, now, by)
    forget_strays(enquiry)
    delete_posts(RawPost.objects.filter(letters__enquiry=enquiry).distinct())
    enquiry.delete()
    if tells_team:
        words = team_letters.notice_to_team(reference, team_letters.ERASED, language)
        notice = emails.outgoing(
            Purpose.NOTICE_TO_TEAM, words, to_address=team_email, now=now
        )
        notice.save()


def forget_strays(enquiry: Enquiry) -> None:
    """Delete what the person mailed us and nobody could place."""
    known = enquiry.email.casefold()
    strays = InboundEmail.objects.filter(enquiry=None)
    gone = [m.pk for m in strays.iterator() if m.from_address.casefold() == known]
    delete_posts(RawPost.objects.filter(letters__in=gone).distinct())
    strays.filter(pk__in=gone).delete()


def ask_for_link(*, email: str, language: str, now: datetime) -> None:
    """Note that somebody lost their link: the same one row for any address."""
    LinkRequest.objects.create(email=email, language=language, asked_at=now)


def send_lost_links(*, now: datetime, limit: int = 50) -> int:
    """Mail the links of those who asked and have enquiries; forget the requests."""
    asked = list(LinkRequest.objects.all()[:limit])
    for request in asked:
        try:
            send_links(request, now)
        except Exception:
            log.exception("a lost link could not be sent")
    return len(asked)


@transaction.atomic
def send_links(request: LinkRequest, now: datetime) -> None:
    """Answer one request, to the address that the enquiries already have."""
    known = address_hash(request.email)
    enquiries = list(Enquiry.objects.filter(email_hash=known)[:20])
    if enquiries:
        is_neutral = any(one.is_discreet for one in enquiries)
        words = letters.lost_link(enquiries, request.language, is_neutral=is_neutral)
        mail = emails.outgoing(
            Purpose.LINK_TO_FAMILY,
            words,
            to_address=enquiries[0].email,
            now=now,
            headers={"From": emails.bare_sender()} if is_neutral else None,
        )
        mail.enquiry = enquiries[0]
        mail.save()
    request.delete()
