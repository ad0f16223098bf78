"""Putting the conversation's e-mails into the outbox, to the right mailboxes."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet

from contacts import emails
from contacts.addresses import FAMILY, TEAM, reply_address
from contacts.emails import Rendered
from contacts.models import (
    AuditEvent,
    Enquiry,
    Membership,
    Message,
    OutgoingEmail,
    Purpose,
    Role,
    Team,
    Verb,
    from_now,
)

# Written by whoever answers the mail: for a family's mails the family, and so on.
SIDES = {
    Purpose.ANSWER_TO_FAMILY: FAMILY,
    Purpose.OFFER_TO_FAMILY: FAMILY,
    Purpose.NOTICE_TO_FAMILY: FAMILY,
    Purpose.COPY_TO_SENDER: FAMILY,
    Purpose.ENQUIRY_TO_TEAM: TEAM,
    Purpose.MESSAGE_TO_TEAM: TEAM,
    Purpose.REMINDER_TO_TEAM: TEAM,
}


def post(
    enquiry: Enquiry,
    purpose: Purpose,
    words: Rendered,
    *,
    to: Iterable[str],
    now: datetime,
    entry: Message | None = None,
    delay: timedelta | None = None,
) -> list[OutgoingEmail]:
    """Store one e-mail for each address, to be sent at once or after `delay`."""
    mails = [
        letter(enquiry, purpose, words, address, now) for address in dict.fromkeys(to)
    ]
    for mail in mails:
        mail.enquiry, mail.entry = enquiry, entry
        if delay:
            mail.next_attempt_at = from_now(delay)
    return OutgoingEmail.objects.bulk_create(mails)


def letter(
    enquiry: Enquiry, purpose: Purpose, words: Rendered, address: str, now: datetime
) -> OutgoingEmail:
    """Return an unsaved e-mail of an enquiry that its reader can answer."""
    return emails.outgoing(
        purpose,
        words,
        to_address=address,
        reply_to=reply_to(enquiry, purpose),
        now=now,
        headers=thread(enquiry),
    )


def reply_to(enquiry: Enquiry, purpose: Purpose) -> str:
    """Return where an answer to a mail goes: into the conversation if it can."""
    side = SIDES.get(purpose)
    if side is None:
        return ""
    inside = reply_address(
        enquiry.reference, side, settings.SECRET_KEY, settings.INBOUND_DOMAIN
    )
    return inside or (enquiry.email if side == TEAM else enquiry.team_email)


def thread(enquiry: Enquiry) -> dict[str, str]:
    """Return the header that keeps an enquiry's mails together in a mail program."""
    domain = emails.mail_domain()
    return {"References": f"<{enquiry.reference.lower()}@{domain}>"}


def team_addresses(enquiry: Enquiry, now: datetime) -> list[str]:
    """Return the site's mailbox and those of its coordinators who are there.

    Where all of them are away, their deputies stand in.
    """
    present = present_members(enquiry, now)
    coordinators = emails_of(present.filter(role=Role.COORDINATOR))
    return [enquiry.team_email, *(coordinators or emails_of(present))]


def deputy_addresses(enquiry: Enquiry, now: datetime) -> list[str]:
    """Return the deputies' addresses, or the team's again where there are none."""
    deputies = present_members(enquiry, now).filter(role=Role.DEPUTY)
    return emails_of(deputies) or team_addresses(enquiry, now)


def present_members(enquiry: Enquiry, now: datetime) -> QuerySet[Membership]:
    """Return the members of the site's teams who are not away."""
    teams = Team.objects.filter(sites=enquiry.site_id, is_desk=False)
    there = Q(absent_until__isnull=True) | Q(absent_until__lt=now.date())
    return Membership.objects.filter(there, team__in=teams, user__is_active=True)


def emails_of(members: QuerySet[Membership]) -> list[str]:
    """Return the members' own addresses."""
    return [one.user.email for one in members.select_related("user") if one.user.email]


def audit(
    enquiry: Enquiry, verb: Verb, now: datetime, by: str, **detail: object
) -> AuditEvent:
    """Add what happened to the enquiry's history; codes and counts only."""
    return AuditEvent.objects.create(
        at=now, verb=verb, by=by, reference=enquiry.reference, detail=detail
    )
