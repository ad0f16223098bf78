"""An SMTP client that knows how far it came."""

import smtplib
import ssl
from email import message_from_bytes
from email.policy import SMTPUTF8
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends import smtp
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.encoding import punycode
from django.utils.functional import cached_property


class TellingSMTP(smtplib.SMTP):
    """An SMTP client that knows whether the body has left.

    Before that an error means "not sent"; after it, nobody can tell.
    """

    has_sent_body = False
    is_in_data = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Note that the next bytes are the body's."""
        self.is_in_data = True
        try:
            return super().data(msg)
        finally:
            self.is_in_data = False

    def send(self, s: bytes | str) -> None:
        """Note the body's leaving; commands are text, the body is bytes."""
        if self.is_in_data and isinstance(s, bytes):
            self.has_sent_body = True
        super().send(s)


class TellingSMTPS(TellingSMTP, smtplib.SMTP_SSL):
    """The same over implicit TLS."""


class SmtpBackend(smtp.EmailBackend):
    """Django's SMTP backend over a client that knows how far it came."""

    @cached_property
    def ssl_context(self) -> ssl.SSLContext:
        """Check the server's certificate; with EMAIL_CA_FILE against that alone."""
        return ssl.create_default_context(cafile=settings.EMAIL_CA_FILE or None)

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """Return the client's class."""
        return TellingSMTPS if self.use_ssl else TellingSMTP

    def _send(self, email_message: EmailMultiAlternatives) -> bool:
        """Send to a name of any script as RFC 6531 has it; Django encodes it away.

        A server that does not take it raises SMTPNotSupportedError before the body.
        """
        to = [with_ascii_domain(one) for one in email_message.recipients()]
        if all(one.isascii() for one in to):
            return super()._send(email_message)
        plain = message_from_bytes(email_message.message().as_bytes(), policy=SMTPUTF8)
        del plain["To"]
        plain["To"] = ", ".join(to)
        self.connection.sendmail(
            parseaddr(email_message.from_email)[1],
            to,
            plain.as_bytes(policy=SMTPUTF8),
            mail_options=["SMTPUTF8", "BODY=8BITMIME"],
        )
        return True


def with_ascii_domain(address: str) -> str:
    """Return an address whose domain every mail server can look up."""
    name, at, domain = address.rpartition("@")
    return f"{name}{at}{punycode(domain)}"


def forget_body(connection: BaseEmailBackend) -> None:
    """Note that nothing of the next mail has left."""
    client = getattr(connection, "connection", None)
    if isinstance(client, TellingSMTP):
        client.has_sent_body = False


def may_have_arrived(connection: BaseEmailBackend | None) -> bool:
    """Whether the server may have the mail although an error came."""
    client = getattr(connection, "connection", None)
    return isinstance(client, TellingSMTP) and client.has_sent_body
