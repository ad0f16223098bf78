"""Putting a wrong e-mail address right in the first hour, from the page itself.

Later the new mailbox has to confirm a change; in the first hour the copy has just gone
to a stranger, so the link that it carries ends at once.
"""

from datetime import datetime, timedelta
from secrets import token_hex

from django.db import transaction

from contacts.enquiries.actions.dropping import drop_mails_to_family
from contacts.enquiries.actions.posting import audit, post
from contacts.enquiries.actions.routes import addresses_for
from contacts.enquiries.actions.team_mails.letters import ARRIVAL, PUT_RIGHT
from contacts.enquiries.actions.team_mails.writing import write_to_team
from contacts.enquiries.sentences.late_letters import copy_of
from contacts.models import (
    AddressChange,
    Channel,
    Enquiry,
    Message,
    Purpose,
    Verb,
    address_hash,
)
from portal.lib.tokens import token_hash

PUT_RIGHT_WITHIN = timedelta(hours=1)
CHANGED = (
    *("email", "email_hash", "marked_for", "email_bounced_at"),
    *("token_hash", "page_secret", "channel"),
)


def may_put_right(enquiry: Enquiry, now: datetime) -> bool:
    """Whether the address can still be changed without the new mailbox's word."""
    return not enquiry.is_closed and now - enquiry.created_at <= PUT_RIGHT_WITHIN


@transaction.atomic
def put_address_right(
    *, enquiry: Enquiry, email: str, now: datetime, by: str
) -> str | None:
    """Change the address, end the old link and send the copy anew.

    Return the page's new secret, None once the hour is over.
    """
    enquiry = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    if not may_put_right(enquiry, now):
        return None
    word = write_address(enquiry, email)
    first = enquiry.messages.earliest("created_at", "pk")
    copy = copy_of(enquiry, first.body)
    post(enquiry, Purpose.COPY_TO_SENDER, copy, to=[email], now=now, entry=first)
    tell_team(enquiry, first, now)
    audit(enquiry, Verb.CONTACT_CORRECTED, now, by, what="email", is_put_right=True)
    return word


def write_address(enquiry: Enquiry, email: str) -> str:
    """Write the right address, and let nothing go to the wrong one any more."""
    if not enquiry.email and enquiry.channel == Channel.PHONE:
        enquiry.channel = Channel.EITHER
    enquiry.email, enquiry.email_hash = email, address_hash(email)
    enquiry.email_bounced_at = enquiry.marked_for = None
    word = renew_secret(enquiry)
    enquiry.save(update_fields=CHANGED)
    drop_mails_to_family(enquiry)
    AddressChange.objects.filter(enquiry=enquiry).delete()
    return word


def renew_secret(enquiry: Enquiry) -> str:
    """Give the page another secret; the links of before open nothing any more."""
    word = token_hex(32)
    enquiry.page_secret, enquiry.token_hash = word, token_hash(word)
    return word


def tell_team(enquiry: Enquiry, first: Message, now: datetime) -> None:
    """Let no answer of the team go to the wrong mailbox."""
    waiting = enquiry.emails.filter(purpose=Purpose.ENQUIRY_TO_TEAM).at_rest()
    letters = ARRIVAL if waiting.delete()[0] else PUT_RIGHT
    to = [one for one in addresses_for(enquiry, now.date()) if not one.member]
    mailing = write_to_team(enquiry, letters, to, text=first.body, now=now)
    mailing.save(enquiry, first)
