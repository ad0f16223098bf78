"""Addresses beyond ASCII, over a real SMTP server that takes them or does not."""

import pytest

from contacts.mail.delivery import deliver
from contacts.mail.refusals import SendOutcome
from contacts.models import EmailState, Purpose
from tests.factories import NOW, accepted
from tests.sink import Sink

pytestmark = pytest.mark.django_db(transaction=True)


def copy_to(address: str):
    """Return the copy of a message from this address, waiting."""
    sent = accepted(email=address)
    return sent.enquiry.emails.get(purpose=Purpose.COPY_TO_SENDER)


@pytest.mark.parametrize("address", ["ада@пример.рф", "josé@families.example"])
def test_a_name_of_any_script_arrives_as_it_is_written(mail_to_sink: Sink, address):
    mail = copy_to(address)
    assert deliver(pk=mail.pk, now=NOW, by="worker") is SendOutcome.SENT
    name, _at, domain = address.partition("@")
    ascii_domain = domain.encode("idna").decode()
    assert mail_to_sink.recipients == [f"{name}@{ascii_domain}"]
    (arrived,) = mail_to_sink.mails
    assert arrived["To"] == f"{name}@{ascii_domain}"
    assert arrived["Message-ID"] == mail.message_id
    assert "nine-year-old" in arrived.get_body(("plain",)).get_content()


def test_a_domain_of_any_script_needs_nothing_of_the_server(mail_to_sink: Sink):
    mail = copy_to("ada@пример.рф")
    mail_to_sink.controller.SMTP_kwargs["enable_SMTPUTF8"] = False
    assert deliver(pk=mail.pk, now=NOW, by="worker") is SendOutcome.SENT
    assert mail_to_sink.recipients == ["ada@xn--e1afmkfd.xn--p1ai"]


def test_a_server_that_cannot_is_not_asked_for_days(mail_to_sink: Sink):
    mail = copy_to("josé@families.example")
    mail_to_sink.controller.SMTP_kwargs["enable_SMTPUTF8"] = False
    assert deliver(pk=mail.pk, now=NOW, by="worker") is SendOutcome.NEVER
    mail.refresh_from_db()
    assert mail.state == EmailState.FAILED
    assert mail.last_error == "SMTPNotSupportedError"
    assert mail_to_sink.mails == []
