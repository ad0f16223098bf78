"""Writing to whoever has an enquiry: each address in its own way, with its own link."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from contacts.enquiries.actions.posting import enquiry_mail
from contacts.enquiries.models.enquiries import Enquiry
from contacts.enquiries.models.messages import Message
from contacts.enquiries.models.team_links import TeamLink, new_team_link
from contacts.enquiries.routing import THE_MESSAGE, TO_PAGE, Address
from contacts.enquiries.sentences import arrivals, to_team
from contacts.mail.kinds import Purpose
from contacts.mail.models.address_hash import address_hash
from contacts.mail.models.outbox import OutgoingEmail
from contacts.mail.rendering import Rendered
from contacts.teams.hearing import stands_in, wait_of_member
from contacts.teams.models.memberships import Hears, Membership
from portal.database.clock import from_now
from portal.lib.businesstime import likely_zone

Letter = Callable[..., Rendered]


@dataclass(frozen=True)
class Letters:
    """What is said: the words themselves, or what leads to them.

    `full` takes the words; `brief` the word of a mailbox's page, or nothing.
    """

    purpose: Purpose
    full: Letter
    brief: Letter


def without_words(letter: Letter) -> Letter:
    """Return a letter that holds no words in a shape that takes them."""
    return lambda enquiry, _text: letter(enquiry)


ARRIVAL = Letters(Purpose.ENQUIRY_TO_TEAM, to_team.enquiry_to_team, arrivals.arrival)
FOLLOW_UP = Letters(
    Purpose.MESSAGE_TO_TEAM, to_team.message_to_team, arrivals.another_message
)
PUT_RIGHT = Letters(
    Purpose.MESSAGE_TO_TEAM,
    without_words(arrivals.address_put_right),
    arrivals.address_put_right,
)
REMINDER = Letters(
    Purpose.REMINDER_TO_TEAM, without_words(to_team.reminder), to_team.reminder
)


@dataclass
class Mailing:
    """Mails and links that are still to be stored, beside their enquiry."""

    mails: list[OutgoingEmail] = field(default_factory=list)
    links: list[TeamLink] = field(default_factory=list)

    def save(self, enquiry: Enquiry, entry: Message | None = None) -> None:
        """Store them; the enquiry is stored before."""
        for mail in self.mails:
            mail.enquiry, mail.entry = enquiry, entry
        for link in self.links:
            link.enquiry = enquiry
        OutgoingEmail.objects.bulk_create(self.mails)
        TeamLink.objects.bulk_create(self.links)


def write_to_team(
    enquiry: Enquiry,
    letters: Letters,
    addresses: Iterable[Address],
    *,
    text: str,
    now: datetime,
) -> Mailing:
    """Return what tells some addresses of what the family wrote; nothing is stored."""
    found, everyone = Mailing(), list(addresses)
    numbers = [one.member for one in everyone if one.member]
    people = Membership.objects.select_related("team").in_bulk(numbers)
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


def write_to_mailbox(
    enquiry: Enquiry,
    letters: Letters,
    text: str,
    address: Address,
    now: datetime,
    found: Mailing,
) -> None:
    """Add the mail to a mailbox, and the link that it holds, if it is new."""
    if address.holds == THE_MESSAGE:
        words = letters.full(enquiry, text)
    elif address.holds == TO_PAGE:
        link = link_of(enquiry, address.email, now)
        if link.pk is None:
            found.links.append(link)
        words = letters.brief(enquiry, page=link.secret)
    else:
        words = letters.brief(enquiry)
    names = address.holds == THE_MESSAGE
    mail = enquiry_mail(
        enquiry, letters.purpose, words, address.email, now, names_family=names
    )
    found.mails.append(mail)


def link_of(enquiry: Enquiry, email: str, now: datetime) -> TeamLink:
    """Return the link of a mailbox, the one it had or a new one that is not stored.

    One that is over is replaced: whoever is written to today can read it.
    """
    if enquiry.pk:
        rows = TeamLink.objects.filter(enquiry=enquiry)
        known = rows.filter(address_hash=address_hash(email))
        if lasting := known.lasting(now).first():
            return lasting
        known.delete()
    return new_team_link(enquiry, email, now)


def write_to_member(
    enquiry: Enquiry,
    member: Membership,
    address: Address,
    now: datetime,
    found: Mailing,
) -> None:
    """Add the mail to a member, unless they read a digest.

    In quiet hours it waits until they are over.
    """
    if member.hears != Hears.AT_ONCE:
        return
    is_stand_in = stands_in(member, now.date())
    say = to_team.stand_in if is_stand_in else arrivals.arrival_for_member
    purpose = Purpose.ARRIVAL_TO_MEMBER
    mail = enquiry_mail(enquiry, purpose, say(enquiry), address.email, now)
    wait = wait_of_member(member, now, zone_of(enquiry, member))
    if wait > timedelta(0):
        mail.next_attempt_at = from_now(wait)
    found.mails.append(mail)


def zone_of(enquiry: Enquiry, member: Membership) -> str:
    """Return the clock that a member lives by."""
    if member.team.time_zone:
        return member.team.time_zone
    site = enquiry.site
    return likely_zone(site.country, site.longitude) if site else likely_zone("")
