"""A mail of the outbox as the bytes that leave: what many share is worked out once.

The same message as Django makes of it (tests/contacts/mail/test_packing.py), in a
fiftieth of the time. What is out of the ordinary is left to Django.
"""

import re
from dataclasses import dataclass
from email.utils import formatdate, parseaddr
from functools import lru_cache
from secrets import token_hex
from time import time

from django.core.mail.message import forbid_multi_line_headers

from contacts.mail.shared.fillings import HTML, TEXT, WAYS
from contacts.mail.shared.forms import LINE
from contacts.models import OutgoingEmail

# What stands in a header as it is, and addresses that need no look at their letters.
ORDINARY = re.compile(r"[\x20-\x7e]*")
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+")

COLUMNS = {way: column for column, way in WAYS.items()}
HEAD = (
    b'Content-Type: text/%b; charset="utf-8"\r\nMIME-Version: 1.0\r\n'
    b"Content-Transfer-Encoding: %bbit\r\n\r\n"
)


@dataclass
class Packed:
    """A finished mail, and between whom it goes."""

    # The envelope's sender; `ours` is the one that any relay of ours allows.
    from_email: str
    ours: str
    to: str
    words: bytes


def packed(mail: OutgoingEmail, author: str, back_to: str) -> Packed | None:
    """Return a mail as bytes; None where Django has to look at it.

    `author` is who writes, `back_to` where it comes back to by itself.
    """
    headers = {"From": author, "Auto-Submitted": "auto-generated", **mail.extra_headers}
    author = headers.pop("From")
    parts = [
        part_as("plain", ready_words(mail, TEXT)),
        part_as("html", ready_words(mail, HTML)),
    ]
    said = "".join((mail.message_id, mail.reply_to, *headers.values()))
    is_usual = ADDRESS.fullmatch(mail.to_address) and ORDINARY.fullmatch(said)
    if not is_usual or None in parts:
        return None
    lines = [
        header("Subject", mail.subject),
        header("From", author),
        f"To: {mail.to_address}",
        *([f"Reply-To: {mail.reply_to}"] if mail.reply_to else []),
        f"Date: {date_at(int(time()))}",
        f"Message-ID: {mail.message_id}",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    ours = bare(author)
    return Packed(back_to or ours, ours, mail.to_address, bytes_of(lines, parts))


def bytes_of(lines: list[str], parts: list[bytes | None]) -> bytes:
    """Return the headers and both ways of showing the words."""
    mark = token_hex(12)
    both = f'Content-Type: multipart/alternative; boundary="={mark}"'
    head = "\r\n".join([both, "MIME-Version: 1.0", *lines, "\r\n"])
    between = f"--={mark}".encode()
    plain, html = parts
    return b"%b%b\r\n%b\r\n%b\r\n%b\r\n%b--\r\n" % (
        *(head.encode(), between, plain, between, html, between),
    )


def ready_words(mail: OutgoingEmail, way: int) -> bytes | None:
    """Return one way of showing the words as bytes; None where lines need more care.

    What a mail shares with others has been looked at already.
    """
    ready = mail.words.sent(way) if mail.is_of_shared else None
    return ready or crlf_lines(getattr(mail, COLUMNS[way]))


def crlf_lines(words: str) -> bytes | None:
    """Return words with the ends of lines that mails have."""
    data = words.encode()
    if b"\r" in data or max(map(len, data.split(b"\n"))) > LINE:
        return None
    return data.replace(b"\n", b"\r\n")


def part_as(kind: str, data: bytes | None) -> bytes | None:
    """Return a part of a message."""
    if data is None:
        return None
    bits = b"7" if data.isascii() else b"8"
    return HEAD % (kind.encode(), bits) + data


@lru_cache(maxsize=2)
def date_at(second: int) -> str:
    """Return a time as mails have it."""
    return formatdate(second)


@lru_cache(maxsize=1000)
def header(name: str, value: str) -> str:
    """Return a header line; raises BadHeaderError where it would be two."""
    _name, said = forbid_multi_line_headers(name, value, "utf-8")
    return f"{name}: {said}".replace("\n", "\r\n")


@lru_cache(maxsize=100)
def bare(author: str) -> str:
    """Return an author's address."""
    return parseaddr(author)[1]
