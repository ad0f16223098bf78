"""A mail of the outbox as the bytes that leave: what many share is worked out once.

The same message as Django makes of it (tests/contacts/mail/test_packing.py), in a
fiftieth of the time. What is out of the ordinary is left to Django.
"""

import re
from dataclasses import dataclass
from email.utils import formatdate, parseaddr
from functools import lru_cache
from secrets import token_hex

from django.core.mail.message import forbid_multi_line_headers

from contacts.models import OutgoingEmail

# What stands in a header as it is, and addresses that need no look at their letters.
ORDINARY = re.compile(r"[\x20-\x7e]*")
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+")
# A longer line needs another encoding (RFC 5322 2.1.1).
LINE = 998


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
    parts = [words_as("plain", mail.body_text), words_as("html", mail.body_html)]
    is_usual = ADDRESS.fullmatch(mail.to_address) and all(
        map(ORDINARY.fullmatch, (mail.message_id, mail.reply_to, *headers.values()))
    )
    if not is_usual or None in parts:
        return None
    lines = [
        header("Subject", mail.subject),
        header("From", author),
        f"To: {mail.to_address}",
        *([f"Reply-To: {mail.reply_to}"] if mail.reply_to else []),
        f"Date: {formatdate()}",
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


def words_as(kind: str, words: str) -> bytes | None:
    """Return one way of showing the words; None where its lines need more care."""
    data = words.encode()
    if b"\r" in data or max(map(len, data.split(b"\n"))) > LINE:
        return None
    bits = 7 if words.isascii() else 8
    head = (
        f'Content-Type: text/{kind}; charset="utf-8"\r\nMIME-Version: 1.0\r\n'
        f"Content-Transfer-Encoding: {bits}bit\r\n\r\n"
    )
    return head.encode() + data.replace(b"\n", b"\r\n")


@lru_cache(maxsize=1000)
def header(name: str, value: str) -> str:
    """Return a header line; raises BadHeaderError where it would be two."""
    _name, said = forbid_multi_line_headers(name, value, "utf-8")
    return f"{name}: {said}".replace("\n", "\r\n")


@lru_cache(maxsize=100)
def bare(author: str) -> str:
    """Return an author's address."""
    return parseaddr(author)[1]
