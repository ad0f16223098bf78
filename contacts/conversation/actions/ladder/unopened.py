"""What nobody has opened: written once more, then given to the next in the route."""

from datetime import datetime

from django.utils.translation import gettext_noop

from contacts.conversation.actions.ladder.next_steps import (
    set_next_step,
    set_step,
    wait_for_answer,
)
from contacts.enquiries.actions.posting import audit, post
from contacts.enquiries.actions.recipients import deputy_addresses
from contacts.enquiries.actions.routes import (
    ROUTED,
    addresses_for,
    find_way_on,
    office_for,
    take_route,
)
from contacts.enquiries.actions.team_mails.letters import ARRIVAL, REMINDER
from contacts.enquiries.actions.team_mails.notifying import tell_addresses
from contacts.enquiries.actions.team_mails.writing import (
    write_all_to_team,
    write_to_team,
)
from contacts.enquiries.promise import MOVE_ON, working_days_on
from contacts.enquiries.routing import Route
from contacts.enquiries.sentences import to_family, to_team
from contacts.models import Enquiry, NextAction, Purpose, RoutedTo, Verb
from portal.hospital.says import hospital_says

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
    tell_addresses(enquiry, REMINDER, others, now)
    audit(enquiry, Verb.TEAM_REMINDED, now, by, rung="unopened")
    set_step(
        enquiry,
        NextAction.MOVE_ON,
        working_days_on(now, 1, office_for(enquiry.site)),
    )


def move_on(enquiry: Enquiry, now: datetime, by: str) -> None:
    """Give it to the next in the route, tell the desk, and tell the family openly."""
    if enquiry.opened_at:
        wait_for_answer(enquiry, now)
        return
    before = enquiry.recipient
    where = find_way_on(enquiry, now.date(), after=enquiry.routed_to)
    if where.kind == enquiry.routed_to:
        wait_for_answer(enquiry, now)
        return
    hand_over(enquiry, where, now)
    audit(enquiry, Verb.ENQUIRY_REROUTED, now, by, routed_to=where.kind, why=MOVE_ON)
    if where.kind != RoutedTo.PORTAL_DESK:
        words = to_team.notice_to_desk(enquiry, UNOPENED)
        to = [hospital_says("PORTAL_DESK_EMAIL")]
        post(enquiry, Purpose.NOTICE_TO_DESK, words, to=to, now=now)
    words = to_family.moved_on(enquiry, before)
    post(enquiry, Purpose.NOTICE_TO_FAMILY, words, to=[enquiry.email], now=now)
    set_next_step(enquiry, now)


def hand_over(enquiry: Enquiry, where: Route, now: datetime) -> None:
    """Give an enquiry with all that was said to another recipient, who is told."""
    take_route(enquiry, where)
    enquiry.save(update_fields=ROUTED)
    write_all_to_team(enquiry, where.addresses, now)
