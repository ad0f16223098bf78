"""Words in a mail's row come through a file of rows as they are."""

import pytest
from django.core import serializers

from contacts.alerts.actions.mailing.composing import compose_mails
from contacts.mail.late.words import Rendered
from contacts.models import OutgoingEmail, Purpose
from tests.alerts import SOON, queued, study, subscriber
from tests.factories import accepted

pytestmark = pytest.mark.django_db


def alert_mail() -> OutgoingEmail:
    """Return a mail whose row names what it shares with others."""
    subscriber()
    study()
    assert queued() == 1
    assert compose_mails(now=SOON, limit=10) == 1
    return OutgoingEmail.objects.get(purpose=Purpose.ALERTS)


def packed_mail() -> OutgoingEmail:
    """Return a mail whose row holds all its words."""
    mail = accepted().enquiry.emails.first()
    mail.take_words(Rendered("ENQ", "Grüße", "<p>Grüße</p>"))
    mail.save()
    return mail


@pytest.mark.parametrize("make", [alert_mail, packed_mail])
def test_a_file_of_rows_keeps_the_words(make):
    mail = OutgoingEmail.objects.get(pk=make().pk)
    said = mail.subject, mail.body_text, mail.body_html, mail.extra_headers
    assert all(said[:3])
    rows = serializers.serialize("json", [mail])
    OutgoingEmail.objects.filter(pk=mail.pk).delete()
    for row in serializers.deserialize("json", rows):
        row.save()
    again = OutgoingEmail.objects.get(pk=mail.pk)
    assert (again.subject, again.body_text) == said[:2]
    assert (again.body_html, again.extra_headers) == said[2:]
