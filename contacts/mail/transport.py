"""One attempt to hand an e-mail to the mail server, and what its failure means."""

import logging
import re
import smtplib
import ssl
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import SMTPUTF8
from email.utils import parseaddr
from enum import Enum
from typing import Any

from anymail.exceptions import AnymailAPIError, AnymailError
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends import smtp
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.encoding import punycode
from django.utils.functional import cached_property

from contacts.mail.bounces.return_path import return_path
from contacts.models import OutgoingEmail
from portal.keyring import lookup_secret

log = logging.getLogger(__name__)

# The class is the reply code's own; subject and detail say what it is about (RFC 3463).
ENHANCED = re.compile(rb"[245]\.(\d{1,3}\.\d{1,3})\b")
PATIENT = {408, 425, 429}
DEAD = re.compile(rb"5\.(?:1\.(?:1|2|6|10)|2\.1)\b")


class Outcome(Enum):
    """What one attempt came to."""

    SENT = "sent"
    LATER = "later"
    UNKNOWN = "unknown"
    NEVER = "never"


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

    outcome: Outcome
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
            return Attempt(outcome, describe(error), is_dead_address=says_dead(error))
        status = getattr(message, "anymail_status", None)
        provider_id = str(getattr(status, "message_id", "") or "")
        return Attempt(Outcome.SENT, provider_id=provider_id)

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


def classify(error: Exception, may_have_arrived: bool) -> Outcome:
    """Say by class of error whether to try again.

    SMTP: 4xx later, 5xx never (RFC 5321 4.2.1), but a full mailbox is emptied; a line
    that broke before the body left, later. A provider's API: see `classify_api`. A mail
    that cannot even be built will not be better tomorrow.
    """
    answers = replies(error)
    if answers:
        # One mail has one recipient; should it have more, one that may still take it.
        is_temporary = any(is_later(code, text) for code, text in answers)
        return Outcome.LATER if is_temporary else Outcome.NEVER
    if isinstance(error, AnymailAPIError):
        return classify_api(error.status_code)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        # Such as letters before the @ that this server does not carry.
        return Outcome.NEVER
    if isinstance(error, OSError | smtplib.SMTPException):
        return Outcome.UNKNOWN if may_have_arrived else Outcome.LATER
    if isinstance(error, ImproperlyConfigured):
        # Nothing left, and an operator's slip must not cost mails.
        return Outcome.LATER
    if isinstance(error, AnymailError | ValueError):
        return Outcome.NEVER
    return Outcome.UNKNOWN


def is_later(code: int, text: bytes) -> bool:
    """Whether a server's reply may be another one tomorrow.

    552 says that storage is exceeded (RFC 5321 4.2.2) and x.2.2 that the mailbox is
    full (RFC 3463), whichever class a server puts it in. A mail that is too big
    (5.3.4) stays too big, also under 552.
    """
    enhanced = ENHANCED.match(text)
    detail = enhanced[1] if enhanced else b""
    if code < 500 or detail == b"2.2":
        return True
    return code == 552 and detail != b"3.4"


def classify_api(status: int | None) -> Outcome:
    """Judge a provider's HTTP answer; none at all may hide an accepted mail.

    408, 425 and 429 ask for patience by their meaning (RFC 9110, 8470, 6585), and
    5xx is the provider's own trouble; any other refusal is about this mail.
    """
    if status is None:
        return Outcome.UNKNOWN
    return Outcome.LATER if status in PATIENT or status >= 500 else Outcome.NEVER


def replies(error: Exception) -> list[tuple[int, bytes]]:
    """Return the mail server's codes and words where the error carries any."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        found = list(error.recipients.values())
    else:
        found = [(getattr(error, "smtp_code", None), getattr(error, "smtp_error", b""))]
    return [
        (code, text if isinstance(text, bytes) else str(text).encode())
        for code, text in found
        if isinstance(code, int) and code > 0
    ]


def reply_code(error: Exception) -> int | None:
    """Return the mail server's reply code where the error carries one."""
    return max((code for code, _text in replies(error)), default=None)


def says_dead(error: Exception) -> bool:
    """Whether every recipient was refused as an address that does not exist.

    RFC 3463: 5.1.1, 5.1.2, 5.1.6 and 5.1.10 speak of the mailbox, 5.2.1 of one that
    is switched off. A bare 550 may be about our own server as well.
    """
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return False
    words = [bytes(text)[:8] for _code, text in error.recipients.values()]
    return bool(words) and all(DEAD.match(text) for text in words)


def describe(error: Exception) -> str:
    """Return the error's kind and code; its words may quote an address."""
    code = reply_code(error)
    return f"{type(error).__name__} {code}" if code else type(error).__name__
