"""What belongs to the family: to correct how they are reached, and to withdraw."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.crypto import get_random_string

from contacts.conversation.actions.closing import end
from contacts.enquiries.actions.dropping import drop_mails_to_team
from contacts.enquiries.actions.erasures import note_erasure
from contacts.enquiries.actions.locking import lock_enquiry
from contacts.enquiries.actions.posting import audit, post
from contacts.enquiries.sentences import links_to_family, to_family, to_team
from contacts.enquiries.sentences.frames import team_language
from contacts.mail import rendering
from contacts.mail.models.address_hash import phone_hash
from contacts.models import AddressChange, Enquiry, Outcome, Purpose, Verb, address_hash
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
    enquiry.phone_hash, enquiry.marked_for = phone_hash(phone), None
    enquiry.save(update_fields=["phone", "phone_hash", "marked_for", *wishes])
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
    words = links_to_family.address_check(enquiry, link)
    post(enquiry, Purpose.ADDRESS_CHECK, words, to=[email], now=now)


@transaction.atomic
def confirm_address(*, change: AddressChange, now: datetime, by: str) -> bool:
    """Make the change; the old mailbox is told. False when the link is too old."""
    enquiry = lock_enquiry(change.enquiry)
    if not AddressChange.objects.filter(pk=change.pk).exists():
        # The button was pressed twice.
        return False
    is_late = now - change.asked_at > ADDRESS_CHANGE_LASTS
    change.delete()
    if not is_late:
        change_address(enquiry, change.email, now, by)
    return not is_late


def change_address(enquiry: Enquiry, email: str, now: datetime, by: str) -> None:
    """Write to another address from now on, and tell the old one."""
    before = enquiry.email
    enquiry.email, enquiry.email_bounced_at = email, None
    enquiry.email_hash, enquiry.marked_for = address_hash(email), None
    changed = ["email", "email_hash", "marked_for", "email_bounced_at"]
    enquiry.save(update_fields=changed)
    words = to_family.address_changed(enquiry)
    post(enquiry, Purpose.NOTICE_TO_FAMILY, words, to=[before], now=now)
    audit(enquiry, Verb.CONTACT_CORRECTED, now, by, what="email")


@transaction.atomic
def withdraw(
    *, enquiry: Enquiry, now: datetime, by: str, why: str = to_team.WITHDRAWN
) -> None:
    """End the enquiry at the family's wish; the team is told to stop, once."""
    enquiry = lock_enquiry(enquiry)
    if enquiry.outcome == Outcome.WITHDRAWN:
        return
    end(enquiry=enquiry, outcome=Outcome.WITHDRAWN, now=now, by=by)
    drop_mails_to_team(enquiry, also_sent=False)
    note_erasure(enquiry, ended=True)
    audit(enquiry, Verb.ENQUIRY_WITHDRAWN, now, by)
    language, to = team_language(enquiry), [enquiry.team_email]
    words = to_team.notice_to_team(enquiry.reference, why, language)
    post(enquiry, Purpose.NOTICE_TO_TEAM, words, to=to, now=now)
