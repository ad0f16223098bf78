"""Sending one mail as a worker does, and what its reader gets."""

from contacts.mail.delivery import deliver
from contacts.mail.refusals import SendOutcome
from contacts.models import OutgoingEmail
from tests.factories import NOW

SAID = "Is there a place for a nine-year-old?"


def send(mail: OutgoingEmail) -> SendOutcome | None:
    outcome = deliver(pk=mail.pk, now=NOW, by="worker")
    OutgoingEmail.objects.update(next_attempt_at=NOW)
    return outcome


def text_of(mail) -> str:
    return mail.get_body(("plain",)).get_content()
