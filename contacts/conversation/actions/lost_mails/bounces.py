"""What became of our e-mails: one way in for news, good and bad, and one reader.

Providers' posts, mails that came back and our own giving up each write an event; it is
acted on once, however often it is told.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from contacts.conversation.actions.lost_mails.another_way import bear_loss
from contacts.conversation.actions.lost_mails.lifting import find_again
from contacts.conversation.actions.lost_mails.tellings import show_lost_letter
from contacts.enquiries.actions.posting import audit
from contacts.mail.bounces.kinds import GIVEN_UP, REFUSED, UNSUBSCRIBED, effect_of
from contacts.models import EmailState, MailEvent, OutgoingEmail, Verb, address_hash
from portal.lib.rounds import go_round

log = logging.getLogger(__name__)

# Rooms above, each of which looks at lost mails for itself; contacts.apps names them.
Listener = Callable[[OutgoingEmail, str, datetime, str], None]
LISTENERS: list[Listener] = []
# A report may come before our own commit; after so long its mail is not one of ours.
PATIENCE = timedelta(hours=1)


def take_reports(*, now: datetime, by: str, limit: int = 200) -> int:
    """Act on the reports that wait; return how many were looked at."""
    due = MailEvent.objects.due(now)
    return go_round(due, lambda pk: act_on_report(pk, now, by), now=now, limit=limit)


@transaction.atomic
def act_on_report(pk: int, now: datetime, by: str) -> None:
    """Act on one report, once; one that is too early waits."""
    open_reports = MailEvent.objects.select_for_update().filter(is_done=False)
    event = open_reports.filter(pk=pk).first()
    if event is None:
        return
    mail = reported(event)
    if effect_of(event.kind).is_alarming:
        show_lost_letter(event.event_key, now=now, by=by)
    elif mail is None and now - event.reported_at < PATIENCE:
        event.retry_at = now
        event.save(update_fields=["retry_at"])
        return
    elif mail is not None and is_meant(event, mail):
        apply(event, mail, now, by)
    event.is_done = True
    event.save(update_fields=["is_done"])


def reported(event: MailEvent) -> OutgoingEmail | None:
    """Return the e-mail that a report speaks of."""
    if not event.message_id:
        return None
    bare = event.message_id.strip("<>")
    rows = OutgoingEmail.objects.select_related("enquiry__study")
    theirs = rows.of_provider(event.message_id).first()
    return theirs or rows.filter(message_id=f"<{bare}>").first()


def is_meant(event: MailEvent, mail: OutgoingEmail) -> bool:
    """Whether the report is about the address that this mail went to."""
    to = address_hash(mail.to_address)
    return not event.recipient_hash or event.recipient_hash == to


def apply(event: MailEvent, mail: OutgoingEmail, now: datetime, by: str) -> None:
    """Write a report into the e-mail's row, and draw what follows from it."""
    effect = effect_of(event.kind)
    if effect.state == EmailState.DELIVERED:
        note_arrival(mail, now, by)
    elif event.kind == UNSUBSCRIBED:
        tell_listeners(mail, event.kind, now, by)
    elif event.kind in {REFUSED, GIVEN_UP}:
        # The row said so before the event was written.
        hear_bad_news(mail, event.kind, now, by)
    elif effect.is_bad and mail.state not in {effect.state, EmailState.BOUNCED}:
        end_badly(mail, event.kind, now, by)


def note_arrival(mail: OutgoingEmail, now: datetime, by: str) -> None:
    """Mark a mail as delivered, unless it came back since."""
    row = OutgoingEmail.objects.filter(pk=mail.pk).exclude(state=EmailState.BOUNCED)
    if row.update(state=EmailState.DELIVERED, sent_at=mail.sent_at or now):
        find_again(mail, now, by)


def end_badly(mail: OutgoingEmail, kind: str, now: datetime, by: str) -> None:
    """End a mail that its carrier could not leave, and draw what follows."""
    state = effect_of(kind).state
    OutgoingEmail.objects.filter(pk=mail.pk).update(state=state, last_error=kind)
    if mail.enquiry:
        is_back = state == EmailState.BOUNCED
        verb = Verb.EMAIL_BOUNCED if is_back else Verb.EMAIL_FAILED
        audit(mail.enquiry, verb, now, by, purpose=mail.purpose)
    log.error("e-mail %s did not arrive: %s", mail.message_id, kind)
    hear_bad_news(mail, kind, now, by)


def hear_bad_news(mail: OutgoingEmail, kind: str, now: datetime, by: str) -> None:
    """Let the rooms above draw what they must, and bear what else follows."""
    tell_listeners(mail, kind, now, by)
    bear_loss(mail, kind, now, by)


def tell_listeners(mail: OutgoingEmail, kind: str, now: datetime, by: str) -> None:
    """Tell whoever sends mails of its own what became of one."""
    for listener in LISTENERS:
        listener(mail, kind, now, by)
