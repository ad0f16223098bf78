"""An SMTP client that knows how far it came."""

import smtplib
import ssl
from email import message_from_bytes
from email.policy import SMTPUTF8
from email.utils import parseaddr
from typing import Any, NoReturn, cast

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends import smtp
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.encoding import punycode
from django.utils.functional import cached_property

from contacts.mail.batches.packing import Packed
from contacts.mail.relay_answers import CLOSING

Answer = tuple[int, bytes]
Envelope = tuple[str, str, int]

OK, WILL_FORWARD, GO_ON = 250, 251, 354
CLOSED: Answer = (221, b"")
# To sender, recipient and "data".
WISHED: list[Answer] = [(OK, b""), (OK, b""), (GO_ON, b"")]


class TellingSMTP(smtplib.SMTP):
    """An SMTP client that knows whether the body has left.

    Before that an error means "not sent"; after it, nobody can tell.
    """

    has_sent_body = False
    is_in_data = False
    # Whose commands have left behind the words of the mail before.
    ahead: Envelope | None = None

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

    def post(self, mail: Packed, following: Packed | None = None) -> None:
        """Hand over a finished mail, in two round trips where the server lets us.

        In one where its commands went behind the mail before, as those of `following`
        do behind this one: that one must be the next. Raises what `sendmail` raises,
        and knows as it does whether the body has left.
        """
        self.ehlo_or_helo_if_needed()
        sender, to, words = mail.from_email, mail.to, mail.words
        if not self.has_extn("pipelining"):
            self.sendmail(sender, [to], words)
            return
        self.ask_for(mail)
        self.hear_commands(sender, to)
        self.has_sent_body = True
        more = self.commands(following) if following else ""
        body = words.replace(b"\r\n.", b"\r\n..")
        self.send(b"%b.\r\n%b" % (body, more.encode("ascii")))
        self.ahead = envelope(following) if following else None
        self.hear_end()

    def commands(self, mail: Packed) -> str:
        """Return what leads a mail in."""
        size = f" size={len(mail.words)}" if self.has_extn("size") else ""
        sender = f"mail FROM:<{mail.from_email}>{size}"
        return f"{sender}\r\nrcpt TO:<{mail.to}>\r\ndata\r\n"

    def ask_for(self, mail: Packed) -> None:
        """Send what leads a mail in, unless it has left already.

        A server that waits for the words of another mail gets none: a new line does.
        """
        ahead, self.ahead = self.ahead, None
        if ahead is None:
            self.send(self.commands(mail))
        elif ahead != envelope(mail):
            self.break_off()

    def hear_end(self) -> None:
        """Wait for the answer to a mail's words; raise if it is no."""
        code, said = self.answer()
        if code == OK:
            return
        # With another mail begun the line is left: what it still says is of that.
        if self.ahead is None:
            self.give_up_after(code)
        raise smtplib.SMTPDataError(code, said)

    def putcmd(self, cmd: str, args: str = "") -> None:
        """Send a command; never into a mail whose words the server waits for."""
        if self.ahead is not None:
            self.break_off()
        super().putcmd(cmd, args)

    def break_off(self) -> NoReturn:
        """Close a line that waits for another mail; the one at hand gets a new one."""
        self.close()
        raise smtplib.SMTPServerDisconnected("it waits for another mail")

    def quit(self) -> Answer:
        """Hang up; without a word where the server waits for a mail's."""
        if self.ahead is None:
            return super().quit()
        self.close()
        return CLOSED

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


def envelope(mail: Packed) -> Envelope:
    """Return between whom a mail goes, and how long it is."""
    return mail.from_email, mail.to, len(mail.words)


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

    def post(self, mail: Packed, following: Packed | None) -> None:
        """Send a finished mail over the open line; `following` comes next on it."""
        cast(TellingSMTP, self.connection).post(mail, following)

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
