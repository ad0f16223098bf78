"""An enquiry is opened by the team that it went to."""

from datetime import datetime

from django.db import transaction

from contacts.enquiries.actions.locking import lock_enquiry
from contacts.enquiries.actions.posting import audit
from contacts.models import Enquiry, Verb


@transaction.atomic
def open_enquiry(*, enquiry: Enquiry, now: datetime, by: str) -> bool:
    """Record that the team has read it; true the first time."""
    lock_enquiry(enquiry)
    Enquiry.objects.filter(pk=enquiry.pk).unread().update(is_unread=False)
    opened = Enquiry.objects.filter(pk=enquiry.pk).unopened().update(opened_at=now)
    if opened:
        enquiry.opened_at = now
        audit(enquiry, Verb.ENQUIRY_OPENED, now, by)
    return bool(opened)
