"""News of our mails as it comes: stored before anything follows from it.

Providers' posts, mails that came back and our own giving up come in here; one reader,
`conversation.actions.lost_mails`, draws what follows.
"""

import hashlib
from datetime import datetime

from contacts.mail.models.address_hash import address_hash
from contacts.mail.models.mail_events import MailEvent


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
