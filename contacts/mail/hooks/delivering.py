"""Calls go as e-mails do: claimed, tried, tried again on the same ladder."""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from contacts.mail.delivery import LEASE, MAX_ATTEMPTS, MAX_UNKNOWN, OFFER, PAUSES
from contacts.mail.giving_up import AT_ONCE
from contacts.mail.hooks.calling import call_hook
from contacts.mail.hooks.events import hook_body
from contacts.mail.hooks.signing import signed_head
from contacts.mail.models.hook_calls import HookCall, HookKind
from contacts.mail.models.outbox_rows import EmailState
from contacts.mail.refusals import SendOutcome
from portal.audit.models import Verb
from portal.audit.record import record_event
from portal.database.clock import from_now

log = logging.getLogger(__name__)

# So few that a receiver which hangs holds a worker for less than its lease.
A_ROUND = 5
KEPT = timedelta(days=30)


def call_hooks(*, now: datetime) -> int:
    """Make the calls that are due; end the round where the receiver does not answer."""
    if not settings.HOOK_URL:
        return 0
    due = HookCall.objects.offerable().order_by("next_attempt_at", "pk")
    pks = list(due.values_list("pk", flat=True)[:A_ROUND])
    HookCall.objects.filter(pk__in=pks).update(offered_until=from_now(OFFER))
    for done, pk in enumerate(pks):
        if HookCall.objects.claim(pk, LEASE) and not deliver_call(pk, now):
            return done
    return len(pks)


def deliver_call(pk: int, now: datetime) -> bool:
    """Make a claimed call and write what came of it; whether the receiver took it."""
    call = HookCall.objects.filter(pk=pk).first()
    if call is None:
        # Its enquiry was erased a moment ago.
        return True
    body = hook_body(call)
    head = signed_head(call.call_id, body, settings.HOOK_SECRETS, now)
    outcome, error = call_hook(body, head)
    record_call(call, outcome, error, now)
    return outcome is SendOutcome.SENT


def record_call(
    call: HookCall, outcome: SendOutcome, error: str, now: datetime
) -> None:
    """Write what came of an attempt, while it is still the latest."""
    row = HookCall.objects.filter(
        pk=call.pk, state=EmailState.SENDING, attempts=call.attempts
    )
    is_last = call.attempts >= MAX_ATTEMPTS or call.unknown_outcomes > MAX_UNKNOWN
    if outcome is SendOutcome.SENT:
        # Who was erased is named no longer than it takes to say so.
        gone = {"reference": ""} if call.kind == HookKind.ERASED else {}
        row.update(state=EmailState.SENT, sent_at=now, last_error="", **gone)
    elif outcome is SendOutcome.NEVER or is_last:
        row.update(state=EmailState.FAILED, last_error=error)
        log.error("webhook call %s could not be made: %s", call.call_id, error)
    else:
        pause = from_now(PAUSES[min(call.attempts, len(PAUSES)) - 1])
        row.update(
            state=EmailState.RETRYING,
            next_attempt_at=pause,
            offered_until=None,
            last_error=error,
        )
        log.warning("webhook call %s will be made again: %s", call.call_id, error)


@transaction.atomic
def repeat_call(*, call: HookCall, now: datetime, by: str) -> bool:
    """Let a call that is over go once more, under the id that it had."""
    over = [EmailState.SENT, EmailState.FAILED]
    rows = HookCall.objects.filter(pk=call.pk, state__in=over).exclude(reference="")
    is_queued = rows.update(
        state=EmailState.QUEUED,
        attempts=0,
        unknown_outcomes=0,
        offered_until=None,
        next_attempt_at=from_now(AT_ONCE),
    )
    if is_queued:
        record_event(Verb.HOOK_REPEATED, now=now, by=by, reference=call.reference)
    return bool(is_queued)


def purge_calls(*, now: datetime) -> int:
    """Delete calls of more than a month ago; return how many went."""
    return HookCall.objects.filter(happened_at__lte=now - KEPT).delete()[0]
