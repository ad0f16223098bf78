"""Whoever has an enquiry is reminded of it: a team, its deputies, who put it off."""

from datetime import datetime

from contacts.conversation.actions.ladder.next_steps import climb
from contacts.enquiries.actions.posting import audit
from contacts.enquiries.actions.recipients import (
    coordinator_addresses,
    deputy_addresses,
    owner_addresses,
    reminder_mailboxes,
)
from contacts.enquiries.actions.routes import addresses_for
from contacts.enquiries.actions.team_mails.letters import AWAKE_AGAIN, REMINDER
from contacts.enquiries.actions.team_mails.notifying import tell_addresses
from contacts.enquiries.promise import QUIET
from contacts.models import Enquiry, NextAction, Verb


def remind_team(enquiry: Enquiry, now: datetime, by: str) -> None:
    """Remind the mailboxes and the coordinators."""
    has_it = addresses_for(enquiry, now.date())
    boxes = [one.email for one in has_it if not one.member]
    people = coordinator_addresses(enquiry, now)
    to = [*boxes, *people, *reminder_mailboxes(enquiry)]
    tell_addresses(enquiry, REMINDER, to, now)
    audit(enquiry, Verb.TEAM_REMINDED, now, by, rung="team")
    climb(enquiry, now)


def remind_deputy(enquiry: Enquiry, now: datetime, by: str) -> None:
    """Remind those who stand in."""
    tell_addresses(enquiry, REMINDER, deputy_addresses(enquiry, now), now)
    audit(enquiry, Verb.TEAM_REMINDED, now, by, rung="deputy")
    climb(enquiry, now)


def wake(enquiry: Enquiry, now: datetime, by: str) -> None:
    """Bring an answered enquiry back that somebody put off."""
    enquiry.snoozed_until = None
    enquiry.next_action = NextAction.CLOSE_QUIET
    enquiry.next_action_at = now + QUIET
    enquiry.save()
    tell_addresses(enquiry, AWAKE_AGAIN, owner_addresses(enquiry, now), now)
