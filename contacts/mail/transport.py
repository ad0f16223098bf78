"""One attempt to hand an e-mail to the mail server, and what its failure means."""

import logging
import smtplib
import ssl
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import SMTPUTF8
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends import smtp
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.encoding import punycode
from django.utils.functional import cached_property

from contacts.mail.bounces.return_path import return_path
from contacts.mail.refusals import SendOutcome, classify, describe_error, says_dead
from contacts.models import OutgoingEmail
from portal.keyring import lookup_secret

log = logging.getLogger(__name__)


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


@dataclass(frozen=True)
class Attempt:
    """What came of it, why in one line, and a provider's own id for the mail."""

    outcome: SendOutcome
    error: str = ""
    provider_id: str = ""
    # The server said that this mailbox does not exist, not merely "no".
    is_dead_address: bool = False


def attempt(mail: OutgoingEmail) -> Attempt:
    """Talk to the mail server once."""
    with Line() as line:
        return line.attempt(mail)


class Line:
    """An open line to the mail server, for many mails one after the other.

    After an error it hangs up; the next mail begins with a new one.
    """

    def __init__(self) -> None:
        self.connection: BaseEmailBackend | None = None

    def __enter__(self) -> "Line":
        return self

    def __exit__(self, *_: object) -> None:
        self.hang_up()

    def attempt(self, mail: OutgoingEmail) -> Attempt:
        """Send one mail."""
        self.connection = self.connection or get_connection(
            timeout=settings.EMAIL_TIMEOUT
        )
        try:
            message = self.hand_over(mail, self.connection)
        except Exception as error:  # noqa: BLE001 - whatever it is, the row must tell it
            outcome = classify(error, may_have_arrived(self.connection))
            self.hang_up()
            return Attempt(
                outcome, describe_error(error), is_dead_address=says_dead(error)
            )
        status = getattr(message, "anymail_status", None)
        provider_id = str(getattr(status, "message_id", "") or "")
        return Attempt(SendOutcome.SENT, provider_id=provider_id)

    def hand_over(
        self, mail: OutgoingEmail, connection: BaseEmailBackend
    ) -> EmailMultiAlternatives:
        """Send one mail that comes back to an address of its own.

        A relay that allows no sender but its own gets the mail with that one.
        """
        back_to = back_to_us(mail, connection)
        connection.open()
        forget_body(connection)
        message = build(mail, connection, back_to)
        try:
            message.send()
        except smtplib.SMTPSenderRefused:
            if not back_to:
                raise
            log.warning("the mail server refuses INBOUND_DOMAIN in the envelope")
            message = build(mail, connection)
            message.send()
        return message

    def hang_up(self) -> None:
        """Close the line if it is open."""
        if self.connection is not None:
            close(self.connection)
        self.connection = None


def back_to_us(mail: OutgoingEmail, connection: BaseEmailBackend) -> str:
    """Return where a mail comes back to by itself; providers report in another way."""
    if not isinstance(connection, SmtpBackend):
        return ""
    return return_path(mail.message_id, lookup_secret(), settings.INBOUND_DOMAIN)


def forget_body(connection: BaseEmailBackend) -> None:
    """Note that nothing of the next mail has left."""
    client = getattr(connection, "connection", None)
    if isinstance(client, TellingSMTP):
        client.has_sent_body = False


def build(
    mail: OutgoingEmail, connection: BaseEmailBackend, back_to: str = ""
) -> EmailMultiAlternatives:
    """Return the MIME message of a row; every attempt has the same Message-ID.

    What cannot be left comes back to `back_to`.
    """
    headers = mail.extra_headers
    headers.setdefault("From", settings.DEFAULT_FROM_EMAIL)
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.body_text,
        # The envelope's sender; the header says who writes.
        from_email=back_to or headers["From"],
        to=[mail.to_address],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers={
            "Message-ID": mail.message_id,
            "Auto-Submitted": "auto-generated",
            **headers,
        },
        connection=connection,
    )
    message.attach_alternative(mail.body_html, "text/html")
    return message


def may_have_arrived(connection: BaseEmailBackend) -> bool:
    """Whether the server may have the mail although an error came."""
    client = getattr(connection, "connection", None)
    return isinstance(client, TellingSMTP) and client.has_sent_body


def close(connection: BaseEmailBackend) -> None:
    """Hang up; a server that hung up first changes nothing any more."""
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):
        return
