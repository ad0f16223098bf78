"""A mail to a mailbox: what it may hold, and where it leads."""

from datetime import datetime

from contacts.enquiries.actions.posting import enquiry_mail
from contacts.enquiries.actions.team_mails.letters import Letters
from contacts.enquiries.actions.team_mails.mailing import Mailing
from contacts.enquiries.models.enquiries import Enquiry
from contacts.enquiries.models.team_links import TeamLink, new_team_link
from contacts.enquiries.routing import THE_MESSAGE, Address
from contacts.enquiries.sentences.late_letters import say
from contacts.mail.models.address_hash import address_hash


def write_to_mailbox(
    enquiry: Enquiry,
    letters: Letters,
    text: str,
    address: Address,
    now: datetime,
    found: Mailing,
) -> None:
    """Add the mail to a mailbox, and the link that it holds, if it is new.

    Where nobody who reads it can open the console it leads to a page of its own.
    """
    holds_words = address.holds == THE_MESSAGE
    page = "" if address.opens_console else word_of_page(enquiry, address, now, found)
    purpose = letters.purpose
    if holds_words:
        words = say(letters.full, purpose, enquiry, text=text, page=page)
    else:
        words = say(letters.brief, purpose, enquiry, page=page)
    found.mails.append(
        enquiry_mail(
            enquiry,
            purpose,
            words,
            address.email,
            now,
            names_family=holds_words,
        )
    )


def word_of_page(
    enquiry: Enquiry, address: Address, now: datetime, found: Mailing
) -> str:
    """Return the word that opens a mailbox's page; a new link is stored with the rest.

    One that is over is replaced: whoever is written to today can read it.
    """
    link = lasting_link(enquiry, address.email, now)
    if link is None:
        link = new_team_link(enquiry, address.email, now)
        found.links.append(link)
    word: str = link.secret
    return word


def lasting_link(enquiry: Enquiry, email: str, now: datetime) -> TeamLink | None:
    """Return the link that a mailbox has; one that is over goes."""
    if not enquiry.pk:
        return None
    rows = TeamLink.objects.filter(enquiry=enquiry)
    known = rows.filter(address_hash=address_hash(email))
    known.over(now).delete()
    return known.first()
