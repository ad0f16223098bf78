"""What other systems are told of: which deeds, and how a call says it."""

import json
from datetime import datetime
from secrets import token_hex

from django.conf import settings

from contacts.mail.models.hook_calls import HookCall, HookKind
from portal.audit.models import Verb

KIND_OF = {
    Verb.ENQUIRY_SENT: HookKind.NEW,
    Verb.ENQUIRY_ANSWERED: HookKind.ANSWERED,
    Verb.FAMILY_WROTE: HookKind.STATE,
    Verb.ENQUIRY_CLOSED: HookKind.STATE,
    Verb.ENQUIRY_REOPENED: HookKind.STATE,
    Verb.ENQUIRY_PASSED_ON: HookKind.STATE,
    Verb.REPLY_UNDONE: HookKind.STATE,
    Verb.ENQUIRY_ERASED: HookKind.ERASED,
}


def announce(verb: Verb, reference: str, now: datetime) -> None:
    """Put a call into the outbox, in the transaction of the deed that it tells of.

    What was to be told of an erased enquiry is not told any more.
    """
    kind = KIND_OF.get(verb)
    if kind is None or not settings.HOOK_URL:
        return
    if kind == HookKind.ERASED:
        HookCall.objects.filter(reference=reference).delete()
    HookCall.objects.create(
        kind=kind, call_id=f"call_{token_hex(16)}", reference=reference, happened_at=now
    )


def hook_body(call: HookCall) -> bytes:
    """Return what is sent: a reference, and nothing else that names anybody."""
    said = {
        "type": call.kind,
        "timestamp": call.happened_at.isoformat(timespec="seconds"),
        "data": {"reference": call.reference},
    }
    return json.dumps(said, separators=(",", ":")).encode()
