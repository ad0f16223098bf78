"""A family no longer looks, or the person has died: nothing more comes from us."""

from datetime import datetime, timedelta

from django.core import signing
from django.db import transaction

from contacts.conversation.actions.rights import withdraw
from contacts.enquiries.actions.dropping import drop_mails_to_family
from contacts.enquiries.actions.posting import post
from contacts.enquiries.sentences import links_to_family
from contacts.mail import rendering
from contacts.models import Enquiry, Purpose
from portal.keyring import lookup_secret

SALT = "stop everything that goes to an address"
STOP_LINK_LASTS = timedelta(days=30)


@transaction.atomic
def stop_mails(*, enquiry: Enquiry, why: str, now: datetime, by: str) -> None:
    """End one enquiry: no e-mail, no reminder; the team is told once, with `why`.

    What was the reason is in that e-mail alone and in no list of ours.
    """
    withdraw(enquiry=enquiry, now=now, by=by, why=why)
    drop_mails_to_family(enquiry)


def ask_to_stop_all(*, enquiry: Enquiry, now: datetime) -> None:
    """Mail one link that stops all else which goes to the same address.

    Whoever has this page may not be whoever reads that mailbox: anybody can type an
    address into a form.
    """
    link = rendering.absolute(
        "contacts:stop_all_mails", enquiry.language, stop_token(enquiry.email_hash)
    )
    words = links_to_family.stop_everything(enquiry, link)
    post(enquiry, Purpose.NOTICE_TO_FAMILY, words, to=[enquiry.email], now=now)


def stop_token(address: str) -> str:
    """Return what stops all that goes to the address with this hash."""
    return signing.dumps(address, key=lookup_secret(), salt=SALT)


def read_stop_token(token: str) -> str:
    """Return the hash of an address, "" for a token that is not ours or too old."""
    try:
        address: str = signing.loads(
            token, key=lookup_secret(), salt=SALT, max_age=STOP_LINK_LASTS
        )
    except signing.BadSignature:
        return ""
    return address
