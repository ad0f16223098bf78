"""Who is told of a mail that did not arrive: each purpose has one teller."""

from collections.abc import Callable
from datetime import datetime

from contacts.enquiries.actions.posting import audit, post
from contacts.enquiries.actions.team_mails.letters import NOT_REACHED
from contacts.enquiries.actions.team_mails.notifying import tell_addresses
from contacts.enquiries.sentences import held_from_family, to_team
from contacts.mail.kinds import WORDS_TO_TEAM
from contacts.models import DeadAddress, OutgoingEmail, Purpose, RoutedTo, Told, Verb
from portal.hospital.says import hospital_says

# Who was told by which mail; an empty one stands in the console.
Telling = tuple[Told, str] | None


def tell_desk(mail: OutgoingEmail, why: str, now: datetime, by: str) -> Telling:
    """Tell the desk by mail; where its own mailbox is dead, nobody by mail."""
    desk = hospital_says("PORTAL_DESK_EMAIL")
    # Nobody mails the desk that a mail to the desk failed.
    if mail.enquiry is None or mail.to_address == desk or is_dead(desk):
        return None
    enquiry = mail.enquiry
    words = to_team.notice_to_desk(enquiry, why)
    (notice,) = post(enquiry, Purpose.NOTICE_TO_DESK, words, to=[desk], now=now)
    audit(enquiry, Verb.DESK_TOLD, now, by, why="mailbox")
    return Told.DESK, notice.message_id


def tell_team(mail: OutgoingEmail, why: str, now: datetime, by: str) -> Telling:
    """Tell the team that the family cannot be reached by mail; they have a number.

    Of an enquiry that has ended a team hears no more.
    """
    enquiry = mail.enquiry
    if enquiry is None or enquiry.is_closed:
        return None
    if is_dead(enquiry.team_email) or enquiry.routed_to == RoutedTo.PORTAL_DESK:
        return tell_desk(mail, held_from_family.FAMILY_NOT_REACHED, now, by)
    (notice,) = tell_addresses(enquiry, NOT_REACHED, [enquiry.team_email], now)
    return Told.TEAM, notice.message_id


def leave_to_console(mail: OutgoingEmail, why: str, now: datetime, by: str) -> Telling:
    """Leave it to the console, which needs no mail."""
    return None


def let_rest(mail: OutgoingEmail, why: str, now: datetime, by: str) -> Telling:
    """Let it rest: who asked for alerts is asked nothing, and gets none."""
    return Told.NOBODY, ""


def is_dead(address: str) -> bool:
    """Whether an address has refused mail for good."""
    return bool(DeadAddress.objects.among([address]))


Teller = Callable[[OutgoingEmail, str, datetime, str], Telling]
TELLERS: dict[Purpose, Teller] = {
    **dict.fromkeys(WORDS_TO_TEAM, tell_desk),
    **dict.fromkeys((Purpose.NOTICE_TO_TEAM, Purpose.ARRIVALS_OF_A_DAY), tell_desk),
    Purpose.COPY_TO_SENDER: tell_team,
    Purpose.ANSWER_TO_FAMILY: tell_team,
    Purpose.OFFER_TO_FAMILY: tell_desk,
    **dict.fromkeys(
        (Purpose.NOTICE_TO_DESK, Purpose.NOTICE_TO_FAMILY, Purpose.LINK_TO_FAMILY),
        leave_to_console,
    ),
    **dict.fromkeys(
        (Purpose.ADDRESS_CHECK, Purpose.INVITATION, Purpose.ACCOUNT), leave_to_console
    ),
    # A team's dead mailbox stands on the team's own page.
    Purpose.ASK_TEAM: leave_to_console,
    **dict.fromkeys(
        (Purpose.CONFIRM_ALERTS, Purpose.ALERTS, Purpose.ALERTS_END_SOON), let_rest
    ),
    **dict.fromkeys(
        (Purpose.CONFIRM_WATCH, Purpose.WATCHED_STUDY, Purpose.CORRECTION_TOLD),
        let_rest,
    ),
    Purpose.PAGE_TO_READER: let_rest,
}
