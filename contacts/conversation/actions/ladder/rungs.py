"""The steps that a promise takes while nobody answers: remind, tell, offer, end."""

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext_noop

from contacts.conversation.actions.closing import end
from contacts.conversation.actions.erasing import erase_enquiry
from contacts.conversation.actions.ladder.next_steps import climb
from contacts.conversation.actions.ladder.reminding import (
    remind_deputy,
    remind_team,
    wake,
)
from contacts.conversation.actions.ladder.unopened import mail_again, move_on
from contacts.conversation.actions.passing import other_sites
from contacts.enquiries.actions.posting import audit, post
from contacts.enquiries.sentences import to_family, to_team
from contacts.models import Enquiry, NextAction, Outcome, Purpose, Verb
from contacts.telephones import telephones
from portal.hospital.says import hospital_says

LATE = gettext_noop("Nobody at the site has answered in time.")
STILL = gettext_noop("A family is still waiting for an answer.")
GIVEN_UP = gettext_noop(
    "Nobody answered this family for thirty working days. They have our apology and "
    "other ways. It stands in the figures as a failure; if they have no e-mail, please "
    "call them."
)


def tell_desk(enquiry: Enquiry, now: datetime, by: str) -> None:
    """Tell the portal's desk, the first time or again."""
    is_first = enquiry.next_action == NextAction.TELL_DESK
    words = to_team.notice_to_desk(enquiry, LATE if is_first else STILL)
    to = [hospital_says("PORTAL_DESK_EMAIL")]
    post(enquiry, Purpose.NOTICE_TO_DESK, words, to=to, now=now)
    audit(enquiry, Verb.DESK_TOLD, now, by)
    climb(enquiry, now)


def offer_other_site(enquiry: Enquiry, now: datetime, by: str) -> None:
    """Ask the family whether the next nearest site may have it."""
    nearest = next(iter(other_sites(enquiry, now)), None)
    if nearest is None:
        tell_desk(enquiry, now, by)
        return
    enquiry.offered_site = nearest
    words = to_family.offer_to_family(enquiry, nearest)
    post(enquiry, Purpose.OFFER_TO_FAMILY, words, to=[enquiry.email], now=now)
    audit(enquiry, Verb.SITE_OFFERED, now, by, offered=nearest.key)
    climb(enquiry, now)


def close_quiet(enquiry: Enquiry, now: datetime, by: str) -> None:
    """End a conversation in which nobody has written for long, and say so."""
    end(enquiry=enquiry, outcome=Outcome.NO_REPLY, now=now, by=by)
    words = to_family.closed_quietly(enquiry)
    post(enquiry, Purpose.NOTICE_TO_FAMILY, words, to=[enquiry.email], now=now)


def end_unanswered(enquiry: Enquiry, now: datetime, by: str) -> None:
    """End what nobody answered: an apology with other ways, and a failure of ours."""
    words = to_team.notice_to_desk(enquiry, GIVEN_UP)
    to = [hospital_says("PORTAL_DESK_EMAIL")]
    post(enquiry, Purpose.NOTICE_TO_DESK, words, to=to, now=now)
    end(enquiry=enquiry, outcome=Outcome.UNANSWERED, now=now, by=by)
    others = telephones(enquiry.study, enquiry.site)
    numbers = [f"{one.name}: {one.number}" for one in others]
    words = to_family.given_up(enquiry, numbers)
    post(enquiry, Purpose.NOTICE_TO_FAMILY, words, to=[enquiry.email], now=now)


def erase(enquiry: Enquiry, now: datetime, by: str) -> None:
    """Erase what has been kept as long as was said."""
    erase_enquiry(enquiry=enquiry, now=now, by=by, tells_team=False)


Step = Callable[[Enquiry, datetime, str], None]
STEPS: dict[NextAction, Step] = {
    NextAction.MAIL_AGAIN: mail_again,
    NextAction.MOVE_ON: move_on,
    NextAction.REMIND_TEAM: remind_team,
    NextAction.REMIND_DEPUTY: remind_deputy,
    NextAction.TELL_DESK: tell_desk,
    NextAction.OFFER_OTHER_SITE: offer_other_site,
    NextAction.TELL_DESK_AGAIN: tell_desk,
    NextAction.GIVE_UP: end_unanswered,
    NextAction.WAKE: wake,
    NextAction.CLOSE_QUIET: close_quiet,
    NextAction.ERASE: erase,
}
