"""A mail to a member of a team: a link into the console, when they wish to hear."""

from datetime import datetime, timedelta

from contacts.enquiries.actions.posting import enquiry_mail
from contacts.enquiries.actions.team_mails.mailing import Mailing
from contacts.enquiries.models.enquiries import Enquiry
from contacts.enquiries.routing import Address
from contacts.enquiries.sentences import arrivals, to_team
from contacts.enquiries.sentences.late_letters import say
from contacts.mail.kinds import Purpose
from contacts.teams.hearing import stands_in, wait_of_member
from contacts.teams.models.memberships import Hears, Membership
from portal.database.clock import from_now
from portal.lib.businesstime import likely_zone


def write_to_member(
    enquiry: Enquiry,
    member: Membership,
    address: Address,
    now: datetime,
    found: Mailing,
) -> None:
    """Add the mail to a member, unless they read a digest.

    In quiet hours it waits until they are over. What may be an emergency does neither.
    """
    if member.hears != Hears.AT_ONCE and not enquiry.is_urgent:
        return
    is_stand_in = stands_in(member, now.date())
    letter = to_team.stand_in if is_stand_in else arrivals.arrival_for_member
    purpose = Purpose.ARRIVAL_TO_MEMBER
    words = say(letter, purpose, enquiry)
    mail = enquiry_mail(enquiry, purpose, words, address.email, now)
    wait = wait_of_member(member, now, zone_of(enquiry, member))
    if wait > timedelta(0) and not enquiry.is_urgent:
        mail.next_attempt_at = from_now(wait)
    found.mails.append(mail)


def zone_of(enquiry: Enquiry, member: Membership) -> str:
    """Return the clock that a member lives by."""
    if member.team.time_zone:
        return member.team.time_zone
    site = enquiry.site
    return likely_zone(site.country, site.longitude) if site else likely_zone("")
