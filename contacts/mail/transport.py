"""One attempt to hand an e-mail to the mail server, and what its failure means."""

import logging
import smtplib
from dataclasses import dataclass
from typing import Self

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from contacts.mail.bounces.return_path import return_path
from contacts.mail.refusals import SendOutcome, classify, describe_error
from contacts.mail.relay_answers import says_dead
from contacts.mail.smtp import SmtpBackend, forget_body, may_have_arrived
from contacts.models import OutgoingEmail
from portal.hospital.says import hospital_says
from portal.keyring import lookup_secret

log = logging.getLogger(__name__)


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

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.hang_up()

    def attempt(self, mail: OutgoingEmail) -> Attempt:
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


def build(
    mail: OutgoingEmail, connection: BaseEmailBackend, back_to: str = ""
) -> EmailMultiAlternatives:
    """Return the MIME message of a row; every attempt has the same Message-ID.

    What cannot be left comes back to `back_to`.
    """
    headers = mail.extra_headers
    headers.setdefault("From", hospital_says("DEFAULT_FROM_EMAIL"))
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


def close(connection: BaseEmailBackend) -> None:
    """Hang up; a server that hung up first changes nothing any more."""
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):
        return
