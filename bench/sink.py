"""A mail server that does as little as one can, and refuses as it is told.

python -m bench.sink PORT FILE [TEMPORARY LASTING [MILLISECONDS]]

Of a hundred addresses so many are refused once, and so many for good. It answers as
late as a server so far away does. At its end (a SIGTERM) it writes into FILE, as JSON,
how many mails came, how many of them twice, how many addresses it put off and refused,
and when the first and the last came.
"""

import asyncio
import json
import signal
import sys
import time
from collections import Counter
from pathlib import Path
from zlib import crc32

GREETING = b"220 sink\r\n"
ABLE = b"250-sink\r\n250-PIPELINING\r\n250 8BITMIME\r\n"
OK, GO_ON = b"250 OK\r\n", b"354 Go on\r\n"
LATER, NEVER = b"451 4.3.0 Later\r\n", b"550 5.1.1 No such mailbox\r\n"
NO_RECIPIENT, BYE = b"503 5.5.1 No recipient\r\n", b"221 Bye\r\n"
END, ID = b"\r\n.\r\n", b"\r\nMessage-ID: "


class Counted:
    """What came."""

    def __init__(self, temporary: int, lasting: int) -> None:
        self.temporary, self.lasting = temporary, lasting
        self.ids: Counter[bytes] = Counter()
        self.put_off: set[bytes] = set()
        self.refused: set[bytes] = set()
        self.first = self.last = 0.0

    def judge(self, command: bytes) -> bytes:
        """Return the answer to a recipient."""
        number = crc32(command) % 100
        if number < self.lasting:
            self.refused.add(command)
            return NEVER
        if number < self.lasting + self.temporary and command not in self.put_off:
            self.put_off.add(command)
            return LATER
        return OK

    def take(self, mail: bytes) -> None:
        """Note a mail."""
        start = mail.find(ID) + len(ID)
        self.ids[mail[start : mail.index(b"\r", start)]] += 1
        self.last = time.time()
        self.first = self.first or self.last

    def told(self) -> dict[str, float]:
        """Return all of it."""
        return {
            "mails": len(self.ids),
            "twice": self.ids.total() - len(self.ids),
            "put off": len(self.put_off),
            "refused": len(self.refused),
            "first": self.first,
            "last": self.last,
        }


class Session(asyncio.Protocol):
    """One line."""

    transport: asyncio.Transport

    def __init__(self, counted: Counted, seconds: float) -> None:
        self.counted, self.seconds = counted, seconds
        self.heard = b""
        self.has_recipient = self.is_in_body = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.say(GREETING)

    def data_received(self, data: bytes) -> None:
        """Answer all that is complete."""
        self.heard += data
        answers = []
        while found := self.next_part():
            answers.append(found)
        self.say(b"".join(answers))

    def say(self, words: bytes) -> None:
        """Answer, from as far away as it is."""
        if self.seconds:
            loop = asyncio.get_running_loop()
            loop.call_later(self.seconds, self.transport.write, words)
        else:
            self.transport.write(words)

    def next_part(self) -> bytes:
        """Return the answer to the next command or body; nothing while it comes."""
        end = END if self.is_in_body else b"\r\n"
        part, found, rest = self.heard.partition(end)
        if not found:
            return b""
        self.heard = rest
        if self.is_in_body:
            self.is_in_body = self.has_recipient = False
            self.counted.take(part)
            return OK
        return self.answer(part.upper())

    def answer(self, command: bytes) -> bytes:
        """Return the answer to a command."""
        word = command[:4]
        if word == b"EHLO":
            return ABLE
        if word == b"RCPT":
            said = self.counted.judge(command)
            self.has_recipient = said is OK
            return said
        if word == b"DATA":
            self.is_in_body = self.has_recipient
            return GO_ON if self.has_recipient else NO_RECIPIENT
        return BYE if word == b"QUIT" else OK


async def serve(port: int, counted: Counted, seconds: float) -> None:
    """Take mails until told to stop."""
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    await loop.create_server(lambda: Session(counted, seconds), "127.0.0.1", port)
    await stop.wait()


if __name__ == "__main__":
    shares = [int(one) for one in sys.argv[3:5]] or [0, 0]
    came = Counted(*shares)
    late = int(sys.argv[5]) / 1000 if len(sys.argv) > 5 else 0.0
    asyncio.run(serve(int(sys.argv[1]), came, late))
    Path(sys.argv[2]).write_text(json.dumps(came.told()))
