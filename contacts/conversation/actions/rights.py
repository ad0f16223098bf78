"""What belongs to the family: to correct, withdraw, erase and take along their data."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.crypto import get_random_string

from contacts.conversation.actions.handling import end
from contacts.enquiries.actions.erasures import note_erasure
from contacts.enquiries.actions.locking import lock_enquiry
from contacts.enquiries.actions.posting import audit, drop_mails_to_team, post
from contacts.enquiries.sentences import to_family, to_team
from contacts.enquiries.sentences.frames import team_language
from contacts.mail import rendering
from contacts.mail.inbound.store import delete_posts
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
from portal.lib.rounds import go_round
from portal.lib.tokens import token_hash

ADDRESS_CHANGE_LASTS = timedelta(days=3)
HEXADECIMAL = "0123456789abcdef"


@transaction.atomic
def correct_contact(
    *, enquiry: Enquiry, phone: str, wishes: dict[str, Any], now: datetime, by: str
) -> None:
    """Replace telephone and wishes; the team sees the new ones at once."""
    enquiry = lock_enquiry(enquiry)
    for name, value in {**wishes, "phone": phone}.items():
        setattr(enquiry, name, value)
    enquiry.save(update_fields=["phone", *wishes])
    audit(enquiry, Verb.CONTACT_CORRECTED, now, by, what="phone")


@transaction.atomic
def ask_address_change(*, enquiry: Enquiry, email: str, now: datetime) -> None:
    """Mail a link to the new address; only it makes the change, within three days."""
    enquiry = lock_enquiry(enquiry)
    token = get_random_string(64, HEXADECIMAL)
    AddressChange.objects.filter(enquiry=enquiry).delete()
    AddressChange.objects.create(
        enquiry=enquiry, email=email, token_hash=token_hash(token), asked_at=now
    )
    link = rendering.absolute("contacts:confirm_address", enquiry.language, token)
    words = to_family.address_check(enquiry, link)
    post(enquiry, Purpose.ADDRESS_CHECK, words, to=[email], now=now)


@transaction.atomic
def confirm_address(*, change: AddressChange, now: datetime, by: str) -> bool:
    """Make the change; the old mailbox is told. False when the link is too old."""
    enquiry = lock_enquiry(change.enquiry)
    if not AddressChange.objects.filter(pk=change.pk).exists():
        # The button was pressed twice.
        return False
    before = enquiry.email
    is_late = now - change.asked_at > ADDRESS_CHANGE_LASTS
    change.delete()
    if is_late:
        return False
    enquiry.email, enquiry.email_bounced_at = change.email, None
    enquiry.email_hash = address_hash(change.email)
    enquiry.save(update_fields=["email", "email_hash", "email_bounced_at"])
    words = to_family.address_changed(enquiry)
    post(enquiry, Purpose.NOTICE_TO_FAMILY, words, to=[before], now=now)
    audit(enquiry, Verb.CONTACT_CORRECTED, now, by, what="email")
    return True


@transaction.atomic
def withdraw(
    *,
    enquiry: Enquiry,
    now: datetime,
    by: str,
    why: str = to_team.WITHDRAWN,
) -> None:
    """End the enquiry at the family's wish; the team is told to stop, once."""
    enquiry = lock_enquiry(enquiry)
    if enquiry.outcome == Outcome.WITHDRAWN:
        return
    end(enquiry=enquiry, outcome=Outcome.WITHDRAWN, now=now, by=by)
    drop_mails_to_team(enquiry, also_sent=False)
    audit(enquiry, Verb.ENQUIRY_WITHDRAWN, now, by)
    language, to = team_language(enquiry), [enquiry.team_email]
    words = to_team.notice_to_team(enquiry.reference, why, language)
    post(enquiry, Purpose.NOTICE_TO_TEAM, words, to=to, now=now)


@transaction.atomic
def erase_enquiry(
    *, enquiry: Enquiry, now: datetime, by: str, tells_team: bool = True
) -> None:
    """Delete everything personal of an enquiry, also in mails still on their way.

    What is left is the audit's line: a reference, a time, nobody's words.
    """
    enquiry = lock_enquiry(enquiry)
    reference, team_email = enquiry.reference, enquiry.team_email
    language = team_language(enquiry)
    audit(enquiry, Verb.ENQUIRY_ERASED, now, by)
    forget_strays(enquiry)
    delete_posts(RawPost.objects.filter(letters__enquiry=enquiry).distinct())
    note_erasure(enquiry)
    enquiry.delete()
    if tells_team:
        words = to_team.notice_to_team(reference, to_team.ERASED, language)
        notice = rendering.outgoing(
            Purpose.NOTICE_TO_TEAM, words, to_address=team_email, now=now
        )
        notice.save()


def forget_strays(enquiry: Enquiry) -> None:
    """Delete what the person mailed us and nobody could place."""
    known = enquiry.email.casefold()
    if not known:
        return
    strays = InboundEmail.objects.filter(enquiry=None)
    gone = [m.pk for m in strays.iterator() if m.from_address.casefold() == known]
    delete_posts(RawPost.objects.filter(letters__in=gone).distinct())
    strays.filter(pk__in=gone).delete()


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
        is_neutral = any(one.is_discreet for one in enquiries)
        words = to_family.lost_link(enquiries, request.language)
        mail = rendering.outgoing(
            Purpose.LINK_TO_FAMILY,
            words,
            to_address=enquiries[0].email,
            now=now,
            headers={"From": rendering.bare_sender()} if is_neutral else None,
        )
        mail.enquiry = enquiries[0]
        mail.save()
    request.delete()
