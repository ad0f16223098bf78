"""The desk deletes a letter that stands in no conversation."""

from datetime import datetime

from django.db import transaction

from contacts.mail.inbound.resealing import delete_posts
from contacts.models import InboundEmail, RawPost, Verb
from portal.audit.record import record_event


@transaction.atomic
def delete_inbound(*, mail: InboundEmail, now: datetime, by: str) -> None:
    """Delete a mail that stands in no conversation, at the desk's word."""
    raw = RawPost.objects.filter(letters=mail.pk)
    aside = InboundEmail.objects.aside().filter(pk=mail.pk)
    if aside.exists():
        delete_posts(raw)
    if aside.delete()[0]:
        record_event(Verb.MAIL_DELETED, now=now, by=by)
