"""Telling people of mails that did not arrive, until somebody has heard.

Each purpose has one teller. A telling that fails comes back here as any mail does: its
teller tells the next one, and the last is the console with an alarm, which needs no
mail. So every chain ends.
"""

import logging
import re
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import transaction

from contacts.enquiries.actions.posting import audit, post
from contacts.enquiries.sentences import to_family, to_team
from contacts.mail.kinds import WORDS_TO_TEAM
from contacts.models import (
    DeadAddress,
    Enquiry,
    OutgoingEmail,
    Purpose,
    RoutedTo,
    Step,
    Told,
    Trouble,
    Verb,
)

log = logging.getLogger(__name__)

REFERENCE = re.compile(r"\bENQ(?:-[0-9A-Z]{4}){3}\b")
# Who was told by which mail; an empty one stands in the console.
Telling = tuple[Told, str] | None


def tell_of(
    mail: OutgoingEmail, kind: str, why: str, *, now: datetime, by: str
) -> None:
    """Note that a mail ended badly, and tell somebody who can act.

    What that mail told of has to be told again: it is answered by the same telling.
    """
    about = {
        "purpose": mail.purpose,
        "kind": kind,
        "reference": reference_of(mail),
        "at": now,
        "by": by,
    }
    Trouble.objects.create(step=Step.FAILED, mail=mail.message_id, **about)
    telling = TELLERS[Purpose(mail.purpose)](mail, why, now, by)
    told_before = Trouble.objects.filter(telling=mail.message_id)
    first = told_before.values_list("mail", "purpose", "kind")
    for known, purpose, its_kind in [
        (mail.message_id, mail.purpose, kind),
        *dict.fromkeys(first),
    ]:
        about |= {"purpose": purpose, "kind": its_kind}
        answer_line(known, telling, about)


def answer_line(mail: str, telling: Telling, about: dict[str, object]) -> None:
    """Note who was told of a mail, or that it stands in the console."""
    if telling:
        told, by_mail = telling
        Trouble.objects.create(
            step=Step.TOLD, mail=mail, told=told, telling=by_mail, **about
        )
        return
    Trouble.objects.create(step=Step.SHOWN, mail=mail, **about)
    log.error("e-mail %s did not arrive and nobody can be told by e-mail", mail)


def show_lost_letter(key: str, *, now: datetime, by: str) -> None:
    """Show that a provider could not hand over a letter that came for us."""
    about = {"mail": key, "kind": "inbound_failed", "at": now, "by": by}
    Trouble.objects.create(step=Step.FAILED, **about)
    Trouble.objects.create(step=Step.SHOWN, **about)
    log.error("the mail provider could not hand over a letter that came for us")


def reference_of(mail: OutgoingEmail) -> str:
    """Return the enquiry's reference, also where the enquiry is gone."""
    if mail.enquiry:
        return mail.enquiry.reference
    found = REFERENCE.search(mail.subject)
    return found.group(0) if found else ""


def tell_desk(mail: OutgoingEmail, why: str, now: datetime, by: str) -> Telling:
    """Tell the desk by mail; where its own mailbox is dead, nobody by mail."""
    desk = settings.PORTAL_DESK_EMAIL
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
        return tell_desk(mail, to_team.FAMILY_NOT_REACHED, now, by)
    words = to_team.family_not_reached(enquiry)
    to = [enquiry.team_email]
    (notice,) = post(enquiry, Purpose.NOTICE_TO_TEAM, words, to=to, now=now)
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
    Purpose.NOTICE_TO_TEAM: tell_desk,
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
    **dict.fromkeys(
        (Purpose.CONFIRM_ALERTS, Purpose.ALERTS, Purpose.ALERTS_END_SOON), let_rest
    ),
}


def tell_family(enquiry: Enquiry, mail: OutgoingEmail, now: datetime, by: str) -> None:
    """Say openly that the team cannot be reached by mail; the desk has the message."""
    if enquiry.email_bounced_at:
        return
    words = to_family.team_not_reached(enquiry)
    to = [enquiry.email]
    (notice,) = post(enquiry, Purpose.NOTICE_TO_FAMILY, words, to=to, now=now)
    Trouble.objects.create(
        step=Step.TOLD,
        mail=mail.message_id,
        told=Told.FAMILY,
        telling=notice.message_id,
        reference=enquiry.reference,
        purpose=mail.purpose,
        at=now,
        by=by,
    )


@transaction.atomic
def see_to_trouble(*, line: Trouble, now: datetime, by: str) -> bool:
    """Note that somebody of the desk has seen to it; false when it was done before."""
    if not Trouble.objects.in_console().filter(pk=line.pk).exists():
        return False
    Trouble.objects.create(
        at=now,
        by=by,
        step=Step.SEEN,
        mail=line.mail,
        purpose=line.purpose,
        kind=line.kind,
        reference=line.reference,
    )
    return True
