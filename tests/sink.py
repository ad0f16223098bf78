"""An SMTP server that keeps what it takes and misbehaves when told to.

python -m tests.sink PORT FILE     runs alone and appends each mail's id to FILE
"""

import asyncio
import random
import socket
import ssl
import sys
import threading
import time
from email import message_from_bytes
from email.message import Message
from email.policy import default
from pathlib import Path
from types import TracebackType
from typing import Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


def free_port() -> int:
    """Return a port that nobody listens on, below the ephemeral range."""
    for _ in range(200):
        port = random.randrange(15000, 32000)  # noqa: S311 - not a secret
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    raise RuntimeError("no free port")


class Watched(Controller):
    """A controller whose own first connection trusts whatever certificate comes."""

    def _trigger_server(self) -> None:
        """Connect once, so that the controller sees its server up."""
        with socket.create_connection((self.hostname, self.port), 5) as line:
            if self.ssl_context:
                client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
                client.check_hostname, client.verify_mode = False, ssl.CERT_NONE
                line = client.wrap_socket(line)
            line.recv(64)
            line.close()


class Sink:
    """A mail server that does what a test tells it.

    `mode` is one of: accept, refuse (451), reject (550: no such mailbox), bar
    (550 without a reason), spurn (550 5.7.26: no such sender), stall, drop, lose, late.

    `dead` holds mailboxes that do not exist; `senders` whom the envelopes named;
    `only_sender` is the one whom it allows, if it is set.

    `stall` and `drop` fail at RCPT, before the mail is taken; `late` and `lose` take
    the mail and answer too late, or hang up before they say so.
    """

    def __init__(
        self,
        port: int = 0,
        file: Path | None = None,
        *,
        starttls: ssl.SSLContext | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.mode = "accept"
        self.stall_seconds = 30.0
        self.mails: list[Message] = []
        # The id of each mail, and when it was taken.
        self.taken: list[tuple[str, float]] = []
        self.recipients: list[str] = []
        self.senders: list[str] = []
        self.dead: set[str] = set()
        # Whose mails stall at RCPT, and no others.
        self.slow: set[str] = set()
        # What it answers to the words of some mails; "" hangs up.
        self.unwanted: dict[str, str] = {}
        self.open_lines: set[asyncio.BaseTransport] = set()
        self.only_sender = ""
        # Whether it says that commands may come together (RFC 2920).
        self.pipelines = False
        # For each mail whether it came over TLS.
        self.encrypted: list[bool] = []
        self.peers: set[tuple[str, int]] = set()
        self.file = file
        self.lock = threading.Lock()
        self.port = port or free_port()
        self.controller = Watched(
            self,
            "127.0.0.1",
            self.port,
            enable_SMTPUTF8=True,
            ready_timeout=20,
            ssl_context=tls,
            tls_context=starttls,
        )

    def __enter__(self) -> Self:
        self.controller.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.controller.stop()

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        hostname: str,
        responses: list[str],
    ) -> list[str]:
        """Say what it can do."""
        session.host_name = hostname
        more = ["250-PIPELINING"] if self.pipelines else []
        return [*responses[:-1], *more, responses[-1]]

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        """Answer MAIL FROM as the mode says."""
        if self.mode == "spurn" or self.only_sender not in {"", address}:
            return "550 5.7.26 This sender is not authorised here"
        self.open_lines.add(server.transport)
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        """Answer RCPT as the mode says."""
        self.peers.add(session.peer)
        if self.mode == "refuse":
            return "451 4.3.0 Try again later"
        if self.mode == "reject" or address in self.dead:
            return "550 5.1.1 No such mailbox"
        if self.mode == "bar":
            return "550 Refused"
        if self.mode == "drop":
            server.transport.abort()
        if self.mode == "stall" or address in self.slow:
            await asyncio.sleep(self.stall_seconds)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Keep the mail; say so unless the mode is to lose the answer."""
        mail = message_from_bytes(envelope.content, policy=default)
        if (said := self.unwanted.get(str(mail["Message-ID"]))) is not None:
            if not said:
                server.transport.abort()
            return said
        with self.lock:
            is_from_start = server.transport.get_extra_info("sslcontext")
            self.encrypted.append(bool(session.ssl or is_from_start))
            self.mails.append(mail)
            self.taken.append((str(mail["Message-ID"]), time.monotonic()))
            self.recipients.extend(envelope.rcpt_tos)
            self.senders.append(envelope.mail_from)
            if self.file:
                with self.file.open("a") as kept:
                    kept.write(f"{mail['Message-ID']} {envelope.rcpt_tos[0]}\n")
        if self.mode == "late":
            await asyncio.sleep(self.stall_seconds)
        if self.mode == "lose":
            server.transport.abort()
        return "250 OK"

    def hang_up_all(self) -> None:
        """Close all lines that carried a mail, as a server does with idle ones."""
        loop = self.controller.loop
        for line in self.open_lines:
            loop.call_soon_threadsafe(line.close)
        asyncio.run_coroutine_threadsafe(asyncio.sleep(0), loop).result(5)
        self.open_lines.clear()

    def wait_for(self, count: int, seconds: float = 10) -> list[Message]:
        """Return the mails once there are `count`; fails after `seconds`."""
        end = time.monotonic() + seconds
        while len(self.mails) < count and time.monotonic() < end:
            time.sleep(0.02)
        assert len(self.mails) >= count, f"{len(self.mails)} of {count} mails came"
        return self.mails


if __name__ == "__main__":
    with Sink(int(sys.argv[1]), Path(sys.argv[2])) as alone:
        threading.Event().wait()
