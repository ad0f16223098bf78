"""One attempt to hand an e-mail to the mail server, and what its failure means."""

import logging
import smtplib
from dataclasses import dataclass
from typing import Self, cast

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.module_loading import import_string

from contacts.mail.batches.packing import Packed, packed
from contacts.mail.bounces.return_path import return_path
from contacts.mail.refusals import SendOutcome, classify, describe_error
from contacts.mail.relay_answers import has_hung_up, says_dead
from contacts.mail.smtp import SmtpBackend, forget_body, may_have_arrived
from contacts.models import OutgoingEmail
from portal.hospital.says import hospital_says
from portal.keyring import lookup_secret

log = logging.getLogger(__name__)

Message = EmailMultiAlternatives | Packed


@dataclass(frozen=True)
class Attempt:
    """What came of it, why in one line, and a provider's own id for the mail."""

    outcome: SendOutcome
    error: str = ""
    provider_id: str = ""
    # The server said that this mailbox does not exist, not merely "no".
    is_dead_address: bool = False


# A mail, and its message or why there is none.
Made = tuple[OutgoingEmail, Message | Attempt]


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
        # Messages made ahead: of the next mail, and of the one behind it.
        self.coming: Made | None = None
        self.following: Made | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.hang_up()

    def attempt(self, mail: OutgoingEmail) -> Attempt:
        """Hand over one mail."""
        is_made = self.coming is not None and self.coming[0] is mail
        message = self.coming[1] if self.coming and is_made else built(mail)
        return message if isinstance(message, Attempt) else self.carry(message)

    def expect(self, mail: OutgoingEmail | None) -> None:
        """Hear what comes behind the next mail: the server may be told in one breath.

        A mail that is expected and does not come costs the open line.
        """
        self.coming, self.following = self.following, mail and (mail, built(mail))

    def behind(self) -> Packed | None:
        """Return the message that comes behind the next one."""
        made = self.following and self.following[1]
        return made if isinstance(made, Packed) else None

    def carry(self, message: Message) -> Attempt:
        """Hand over a message that is built; nothing is asked of the database.

        A server may close a line that lay idle: the mail that finds it closed goes
        over a new one, which is no other attempt.
        """
        was_open = self.connection is not None
        try:
            self.hand_over(message)
        except Exception as error:  # noqa: BLE001 - whatever it is, the row must tell it
            has_left = may_have_arrived(self.connection)
            self.hang_up()
            if was_open and not has_left and has_hung_up(error):
                return self.carry(message)
            return failed(error, has_left)
        status = getattr(message, "anymail_status", None)
        provider_id = str(getattr(status, "message_id", "") or "")
        return Attempt(SendOutcome.SENT, provider_id=provider_id)

    def hand_over(self, message: Message) -> None:
        """Send one message; a relay may allow no sender but its own: then with that."""
        if self.connection is None:
            self.connection = get_connection(timeout=settings.EMAIL_TIMEOUT)
        self.connection.open()
        forget_body(self.connection)
        try:
            leave(message, self.connection, self.behind())
        except smtplib.SMTPSenderRefused as error:
            is_packed = isinstance(message, Packed)
            ours = message.ours if is_packed else message.extra_headers["From"]
            if message.from_email == ours or has_hung_up(error):
                raise
            log.warning("the mail server refuses INBOUND_DOMAIN in the envelope")
            message.from_email = ours
            leave(message, self.connection, self.behind())

    def hang_up(self) -> None:
        """Close the line if it is open."""
        if self.connection is not None:
            close(self.connection)
        self.connection = None


def leave(
    message: Message, connection: BaseEmailBackend, following: Packed | None
) -> None:
    """Let a message go over an open line."""
    if isinstance(message, Packed):
        # Only ever made for a backend of ours.
        cast(SmtpBackend, connection).post(message, following)
    else:
        message.connection = connection
        message.send()


def failed(error: Exception, has_left: bool) -> Attempt:
    """Return what an error means for its mail."""
    outcome = classify(error, has_left)
    return Attempt(outcome, describe_error(error), is_dead_address=says_dead(error))


def built(mail: OutgoingEmail) -> Message | Attempt:
    """Return the message of a row, or why there can be none."""
    try:
        if not is_over_smtp():
            return build(mail)
        back_to, author = back_to_us(mail), hospital_says("DEFAULT_FROM_EMAIL")
        return packed(mail, author, back_to) or build(mail, back_to)
    except Exception as error:  # noqa: BLE001 - it is this mail's own, not its batch's
        return failed(error, has_left=False)


def is_over_smtp() -> bool:
    """Whether mails leave over a line; providers report in another way."""
    return issubclass(import_string(settings.EMAIL_BACKEND), SmtpBackend)


def back_to_us(mail: OutgoingEmail) -> str:
    """Return where a mail that leaves over a line comes back to by itself."""
    return return_path(mail.message_id, lookup_secret(), settings.INBOUND_DOMAIN)


def build(mail: OutgoingEmail, back_to: str = "") -> EmailMultiAlternatives:
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
    )
    message.attach_alternative(mail.body_html, "text/html")
    return message


def close(connection: BaseEmailBackend) -> None:
    """Hang up; a server that hung up first changes nothing any more."""
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):
        return
