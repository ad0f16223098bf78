"""Writing to whoever has an enquiry: each address in its own way."""

from collections.abc import Iterable
from datetime import datetime

from contacts.enquiries.actions.team_mails.letters import ARRIVAL, Letters
from contacts.enquiries.actions.team_mails.mailing import Mailing
from contacts.enquiries.actions.team_mails.to_mailboxes import write_to_mailbox
from contacts.enquiries.actions.team_mails.to_members import write_to_member
from contacts.enquiries.models.enquiries import Enquiry
from contacts.enquiries.routing import Address, GoneMeanwhileError
from contacts.teams.models.memberships import Membership


def write_to_team(
    enquiry: Enquiry,
    letters: Letters,
    addresses: Iterable[Address],
    *,
    text: str,
    now: datetime,
) -> Mailing:
    """Return what tells some addresses of what the family wrote; nothing is stored.

    Raises GoneMeanwhileError where one of them has left the team.
    """
    found, everyone = Mailing(), list(addresses)
    numbers = {one.member for one in everyone if one.member}
    members = Membership.objects.select_related("team")
    people = members.in_bulk(numbers) if numbers else {}
    if numbers - people.keys():
        raise GoneMeanwhileError
    for one in everyone:
        if one.member:
            write_to_member(enquiry, people[one.member], one, now, found)
        else:
            write_to_mailbox(enquiry, letters, text, one, now, found)
    return found


def write_all_to_team(
    enquiry: Enquiry, addresses: Iterable[Address], now: datetime
) -> None:
    """Tell whoever has it from now on of all that was said, and store the mails."""
    text = "\n\n".join(one.body for one in enquiry.messages.released(now))
    write_to_team(enquiry, ARRIVAL, addresses, text=text, now=now).save(enquiry)
