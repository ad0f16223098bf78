"""What nobody has opened: written once more, then given to the next in the route."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext_noop

from contacts.enquiries.actions.arrivals import (
    ARRIVAL,
    write_all_to_team,
    write_to_team,
)
from contacts.enquiries.actions.posting import audit, post
from contacts.enquiries.actions.recipients import deputy_addresses
from contacts.enquiries.actions.routes import (
    ROUTED,
    addresses_for,
    find_route,
    promise_for,
    take_route,
)
from contacts.enquiries.promise import (
    MOVE_ON,
    Promise,
    first_rung,
    first_step,
    working_days_on,
)
from contacts.enquiries.routing import Route
from contacts.enquiries.sentences import to_family, to_team
from contacts.models import Enquiry, NextAction, Purpose, RoutedTo, Verb

UNOPENED = gettext_noop(
    "Nobody has opened it for two working days; it went to the next in the route."
)


def mail_again(enquiry: Enquiry, now: datetime, by: str) -> None:
    """Write once more to whoever has it, and to the deputies, if nobody opened it."""
    if enquiry.opened_at:
        wait_for_answer(enquiry, now)
        return
    first = enquiry.messages.earliest("created_at", "pk")
    to = addresses_for(enquiry, now.date())
    again = write_to_team(enquiry, ARRIVAL, to, text=first.body, now=now)
    again.save(enquiry, first)
    told = {mail.to_address for mail in again.mails}
    others = [one for one in deputy_addresses(enquiry, now) if one not in told]
    words = to_team.reminder(enquiry)
    post(enquiry, Purpose.REMINDER_TO_TEAM, words, to=others, now=now)
    audit(enquiry, Verb.TEAM_REMINDED, now, by, rung="unopened")
    _due, office = promise_for(enquiry.site, now)
    enquiry.next_action = NextAction.MOVE_ON
    enquiry.next_action_at = working_days_on(now, 1, office)
    enquiry.save(update_fields=["next_action", "next_action_at"])


def move_on(enquiry: Enquiry, now: datetime, by: str) -> None:
    """Give it to the next in the route, tell the desk, and tell the family openly."""
    if enquiry.opened_at:
        wait_for_answer(enquiry, now)
        return
    before, site = enquiry.recipient, enquiry.site
    where = find_route(enquiry.study, site, now.date(), after=enquiry.routed_to)
    if where.kind == enquiry.routed_to:
        wait_for_answer(enquiry, now)
        return
    hand_over(enquiry, where, now)
    audit(enquiry, Verb.ENQUIRY_REROUTED, now, by, routed_to=where.kind, why=MOVE_ON)
    if where.kind != RoutedTo.PORTAL_DESK:
        words = to_team.notice_to_desk(enquiry, UNOPENED)
        to = [settings.PORTAL_DESK_EMAIL]
        post(enquiry, Purpose.NOTICE_TO_DESK, words, to=to, now=now)
    words = to_family.moved_on(enquiry, before)
    post(enquiry, Purpose.NOTICE_TO_FAMILY, words, to=[enquiry.email], now=now)
    set_next_step(enquiry, now)


def hand_over(enquiry: Enquiry, where: Route, now: datetime) -> None:
    """Give an enquiry with all that was said to another recipient, who is told."""
    take_route(enquiry, where)
    enquiry.save(update_fields=ROUTED)
    write_all_to_team(enquiry, where.addresses, now)


def set_next_step(enquiry: Enquiry, now: datetime) -> None:
    """Set what follows for whoever has it now; the day that was promised stays."""
    _due, office = promise_for(enquiry.site, now)
    promised = Promise(enquiry.answer_due_on, enquiry.answer_due_at)
    action, at = first_step(now, promised, office)
    enquiry.next_action, enquiry.next_action_at = action, max(at, now)
    enquiry.save(update_fields=["next_action", "next_action_at"])


def wait_for_answer(enquiry: Enquiry, now: datetime) -> None:
    """Go on with the ladder of what has been read and is not answered.

    It counts from now where its day is over: nobody gets the whole ladder at once.
    """
    _due, office = promise_for(enquiry.site, enquiry.created_at)
    promised = Promise(enquiry.answer_due_on, enquiry.answer_due_at)
    action, at = first_rung(promised, office)
    enquiry.next_action, enquiry.next_action_at = action, max(at, now)
    enquiry.save(update_fields=["next_action", "next_action_at"])
