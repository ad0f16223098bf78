"""What mail providers report of our e-mails: delivered, bounced, complained about."""

import hashlib
import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q

from contacts.alerts.actions.subscriptions import stop_address
from contacts.enquiries.actions.posting import audit, post
from contacts.enquiries.actions.sending import find_route
from contacts.enquiries.sentences import to_team
from contacts.mail import rendering
from contacts.mail.models.outbox import TO_TEAM
from contacts.models import (
    AuditEvent,
    DeadAddress,
    EmailState,
    Enquiry,
    MailEvent,
    OutgoingEmail,
    Purpose,
    StopReason,
    Verb,
    address_hash,
)

log = logging.getLogger(__name__)

DELIVERED = "delivered"
COMPLAINED = "complained"
BAD = {"bounced", COMPLAINED, "rejected"}
UNSUBSCRIBED = "unsubscribed"
# A server that says no may mean us and not the mailbox; after so many mails with
# alerts that could not be left, over so long a time, it is the mailbox.
FAILURES, FAILING = 3, timedelta(days=7)
# A report may come before our own commit; after so long its mail is not one of ours.
PATIENCE = timedelta(hours=1)
# So long a report that could not be acted on waits before it is tried again.
LATER = timedelta(minutes=10)


def keep_report(
    *, kind: str, event_id: str, message_id: str, recipient: str, now: datetime
) -> bool:
    """Store a report before anything is done with it; false when it came before."""
    known = event_id or f"{kind}:{message_id}:{recipient}"
    _row, is_new = MailEvent.objects.get_or_create(
        event_key=hashlib.sha256(known.encode()).hexdigest(),
        defaults={
            "kind": kind[:32],
            "message_id": message_id[:255],
            "recipient_hash": address_hash(recipient) if recipient else "",
            "reported_at": now,
        },
    )
    return is_new


def take_reports(*, now: datetime, by: str, limit: int = 200) -> int:
    """Act on the reports that wait; return how many were looked at.

    One that fails is tried again later and holds up no other.
    """
    pks = list(MailEvent.objects.due(now).values_list("pk", flat=True)[:limit])
    for pk in pks:
        try:
            take(pk, now, by)
        except Exception:
            log.exception("a report could not be acted on; trying later")
            MailEvent.objects.filter(pk=pk).update(retry_at=now + LATER)
    return len(pks)


@transaction.atomic
def take(pk: int, now: datetime, by: str) -> None:
    """Act on one report, once; one that is too early waits."""
    open_reports = MailEvent.objects.select_for_update().filter(is_done=False)
    event = open_reports.filter(pk=pk).first()
    if event is None:
        return
    mail = reported(event)
    if mail is None and now - event.reported_at < PATIENCE:
        event.retry_at = now
        event.save(update_fields=["retry_at"])
        return
    if mail is not None and is_meant(event, mail):
        apply(event, mail, now, by)
    event.is_done = True
    event.save(update_fields=["is_done"])


def reported(event: MailEvent) -> OutgoingEmail | None:
    """Return the e-mail that a report speaks of."""
    if not event.message_id:
        return None
    bare = event.message_id.strip("<>")
    ids = Q(provider_id=event.message_id) | Q(message_id=f"<{bare}>")
    return OutgoingEmail.objects.select_related("enquiry__study").filter(ids).first()


def is_meant(event: MailEvent, mail: OutgoingEmail) -> bool:
    """Whether the report is about the address that this mail went to."""
    to = address_hash(mail.to_address)
    return not event.recipient_hash or event.recipient_hash == to


def apply(event: MailEvent, mail: OutgoingEmail, now: datetime, by: str) -> None:
    """Write a report into the e-mail's row, and draw what follows from it."""
    row = OutgoingEmail.objects.filter(pk=mail.pk)
    if event.kind == DELIVERED:
        arrived = row.exclude(state=EmailState.BOUNCED).update(
            state=EmailState.DELIVERED, sent_at=mail.sent_at or now
        )
        if arrived:
            find_again(mail, now, by)
    elif event.kind == UNSUBSCRIBED:
        reason = StopReason.UNSUBSCRIBED
        known = address_hash(mail.to_address)
        stop_address(address_hash=known, now=now, by=by, reason=reason)
    elif event.kind in BAD and mail.state != EmailState.BOUNCED:
        row.update(state=EmailState.BOUNCED, last_error=event.kind)
        if mail.enquiry:
            audit(mail.enquiry, Verb.EMAIL_BOUNCED, now, by, purpose=mail.purpose)
        lose_address(mail, event.kind, now, by)


def find_again(mail: OutgoingEmail, now: datetime, by: str) -> None:
    """Use an address again that has taken a mail sent after it was given up."""
    known = address_hash(mail.to_address)
    dead = DeadAddress.objects.filter(address_hash=known).first()
    if dead and (mail.sent_at or mail.created_at) > dead.since:
        lift_address(address=mail.to_address, now=now, by=by)


@transaction.atomic
def lift_address(*, address: str, now: datetime, by: str) -> bool:
    """Use an address again, because a mail arrived or somebody says it works."""
    known = address_hash(address)
    if not DeadAddress.objects.filter(address_hash=known).delete()[0]:
        return False
    Enquiry.objects.filter(email_hash=known).update(email_bounced_at=None)
    AuditEvent.objects.create(at=now, verb=Verb.MAILBOX_LIFTED, by=by)
    return True


def lose_address(mail: OutgoingEmail, kind: str, now: datetime, by: str) -> None:
    """Remember that an address takes no mail, and look for another way."""
    known = address_hash(mail.to_address)
    stop_address(address_hash=known, now=now, by=by)
    values = {"kind": kind, "since": now}
    rows = DeadAddress.objects
    # A complaint outweighs what was known: it is a person's own word.
    write = rows.update_or_create if kind == COMPLAINED else rows.get_or_create
    write(address_hash=known, defaults=values)
    if mail.enquiry_id:
        after_loss(mail, now, by)


def lose_patience(mail: OutgoingEmail, now: datetime, by: str) -> None:
    """Stop alerts to a mailbox where the last mails could not be left."""
    known = address_hash(mail.to_address)
    mails = OutgoingEmail.objects.filter(subscription__household=known)
    arrived = mails.filter(state__in=[EmailState.SENT, EmailState.DELIVERED])
    latest = arrived.aggregate(at=Max("created_at"))["at"]
    failed = mails.filter(state=EmailState.FAILED).order_by("created_at")
    if latest:
        failed = failed.filter(created_at__gt=latest)
    times = list(failed.values_list("created_at", flat=True))
    if len(times) >= FAILURES and now - times[0] >= FAILING:
        stop_address(address_hash=known, now=now, by=by)


def after_loss(mail: OutgoingEmail, now: datetime, by: str) -> None:
    """Look for another mailbox of the team, or tell the staff about the family's.

    What has ended goes nowhere else: the family may have taken it back.
    """
    enquiry = Enquiry.objects.select_for_update().get(pk=mail.enquiry_id)
    if mail.to_address == enquiry.email:
        enquiry.email_bounced_at = now
        enquiry.save(update_fields=["email_bounced_at"])
    elif enquiry.is_closed or mail.purpose not in TO_TEAM:
        return
    elif mail.to_address == enquiry.team_email:
        reroute(enquiry, now, by)


def reroute(enquiry: Enquiry, now: datetime, by: str) -> None:
    """Send an enquiry down the fallback of the routing, and tell the desk."""
    where = find_route(enquiry.study, enquiry.site)
    if where.email != enquiry.team_email:
        enquiry.routed_to, enquiry.team_email = where.kind, where.email
        enquiry.save(update_fields=["routed_to", "team_email"])
        text = "\n\n".join(one.body for one in enquiry.messages.released(now))
        words = rendering.enquiry_to_team(enquiry, text)
        post(enquiry, Purpose.ENQUIRY_TO_TEAM, words, to=[where.email], now=now)
        audit(enquiry, Verb.ENQUIRY_REROUTED, now, by, routed_to=where.kind)
    words = to_team.notice_to_desk(enquiry, to_team.MAILBOX_LOST)
    to = [settings.PORTAL_DESK_EMAIL]
    post(enquiry, Purpose.NOTICE_TO_DESK, words, to=to, now=now)
    audit(enquiry, Verb.DESK_TOLD, now, by, why="mailbox")
