"""Telling people of mails that did not arrive, until somebody has heard.

A telling that fails comes back here as any mail does: its teller tells the next one,
and the last is the console with an alarm, which needs no mail. So every chain ends.
"""

import logging
import re
from datetime import datetime

from django.db import transaction

from contacts.conversation.actions.lost_mails.tellers import TELLERS, Telling
from contacts.models import OutgoingEmail, Purpose, Step, Trouble

log = logging.getLogger(__name__)

REFERENCE = re.compile(r"\bENQ(?:-[0-9A-Z]{4}){3}\b")


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
