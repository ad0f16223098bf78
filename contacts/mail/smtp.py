"""An SMTP client that knows how far it came."""

import smtplib
import ssl
from email import message_from_bytes
from email.policy import SMTPUTF8
from email.utils import parseaddr
from typing import Any, cast

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends import smtp
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.encoding import punycode
from django.utils.functional import cached_property

from contacts.mail.batches.packing import Packed
from contacts.mail.relay_answers import CLOSING

Answer = tuple[int, bytes]

OK, WILL_FORWARD, GO_ON = 250, 251, 354
# To sender, recipient and "data".
WISHED: list[Answer] = [(OK, b""), (OK, b""), (GO_ON, b"")]


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

    def post(self, sender: str, to: str, words: bytes) -> None:
        """Hand over a finished mail, in two round trips where the server lets us.

        Raises what `sendmail` raises, and knows as it does whether the body has left.
        """
        self.ehlo_or_helo_if_needed()
        if not self.has_extn("pipelining"):
            self.sendmail(sender, [to], words)
            return
        size = f" size={len(words)}" if self.has_extn("size") else ""
        self.send(f"mail FROM:<{sender}>{size}\r\nrcpt TO:<{to}>\r\ndata\r\n")
        self.hear_commands(sender, to)
        self.has_sent_body = True
        self.send(words.replace(b"\r\n.", b"\r\n..") + b".\r\n")
        code, said = self.answer()
        if code != OK:
            self.give_up_after(code)
            raise smtplib.SMTPDataError(code, said)

    def hear_commands(self, sender: str, to: str) -> None:
        """Wait for the answers to sender, recipient and "data"; raise if one is no."""
        heard: list[Answer] = []
        try:
            heard += (self.answer() for _command in WISHED)
        except smtplib.SMTPServerDisconnected:
            # It may have said no before it hung up.
            if error := refused([*heard, *WISHED[len(heard) :]], sender, to):
                raise error from None
            raise
        if error := refused(heard, sender, to):
            self.give_up_after(heard[2][0])
            raise error

    def answer(self) -> Answer:
        """Return an answer; one that ends the line raises what it says."""
        code, said = self.getreply()
        if code == CLOSING:
            self.close()
            raise smtplib.SMTPResponseException(code, said)
        return code, said

    def give_up_after(self, code: int) -> None:
        """Let the server forget the mail; one that waits for a body gets none."""
        if code == GO_ON:
            self.send(".\r\n")
            self.answer()
        self._rset()


def refused(
    answers: list[Answer], sender: str, to: str
) -> smtplib.SMTPException | None:
    """Return what is wrong with the answers to sender, recipient and "data"."""
    (of_sender, said), (of_recipient, of_whom), (of_data, why) = answers
    if of_sender != OK:
        return smtplib.SMTPSenderRefused(of_sender, said, sender)
    if of_recipient not in {OK, WILL_FORWARD}:
        return smtplib.SMTPRecipientsRefused({to: (of_recipient, of_whom)})
    return None if of_data == GO_ON else smtplib.SMTPDataError(of_data, why)


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

    def post(self, mail: Packed) -> None:
        """Send a finished mail over the open line."""
        client = cast(TellingSMTP, self.connection)
        client.post(mail.from_email, mail.to, mail.words)

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
