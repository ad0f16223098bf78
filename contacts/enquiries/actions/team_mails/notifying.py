"""Telling a team something of its enquiry: people in the console, mailboxes elsewhere.

Whoever has an account is led into the console, which asks them to sign in. A mailbox
whose readers have none would stand before a locked door, so it is led to its own page.
"""

from collections.abc import Iterable
from datetime import datetime

from contacts.enquiries.actions.recipients import mailboxes_of, who_may_answer
from contacts.enquiries.actions.routes import addresses_for
from contacts.enquiries.actions.stages.of_teams import address_of_mailbox
from contacts.enquiries.actions.team_mails.letters import Letters
from contacts.enquiries.actions.team_mails.mailing import Mailing
from contacts.enquiries.actions.team_mails.to_mailboxes import write_to_mailbox
from contacts.enquiries.models.enquiries import Enquiry
from contacts.enquiries.routing import TO_CONSOLE, Address
from contacts.mail.models.outbox import OutgoingEmail


def tell_addresses(
    enquiry: Enquiry, letters: Letters, emails: Iterable[str], now: datetime
) -> list[OutgoingEmail]:
    """Write to some addresses, each led to where its readers can read; store it."""
    found = Mailing()
    for address in as_they_read(enquiry, emails, now):
        write_to_mailbox(enquiry, letters, "", address, now, found)
    return found.save(enquiry)


def as_they_read(
    enquiry: Enquiry, emails: Iterable[str], now: datetime
) -> list[Address]:
    """Return addresses, each once, with where their readers can read."""
    owner = [enquiry.owner.email] if enquiry.owner else []
    people = [*who_may_answer(enquiry), *owner]
    known = [
        *(Address(one, holds=TO_CONSOLE, is_staffed=True) for one in people),
        *(
            address_of_mailbox(box, is_staffed=is_staffed)
            for box, is_staffed in mailboxes_of(enquiry)
        ),
        *addresses_for(enquiry, now.date()),
    ]
    found = {one.email.casefold(): one for one in known}
    wanted = {one.casefold(): one for one in emails if one}
    return [found.get(key) or Address(one) for key, one in wanted.items()]
