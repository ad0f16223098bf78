"""What stands where anymail expects its message class: it hands over, unread.

Bytes stay bytes where the provider gave the raw mail. Where it took the mail apart, the
pieces are written down again as a mail, line by line, whatever they hold. Pure.
"""

from base64 import b64decode
from collections.abc import Iterable
from typing import Any

from contacts.mail.inbound.writing_again import Attached, Handed, as_bytes, one_line


def stand_in(theirs: Any) -> None:
    """Let anymail's class hand over instead of taking apart."""
    theirs.parse_raw_mime = staticmethod(lambda text: of_bytes(as_bytes(text)))
    theirs.parse_raw_mime_bytes = staticmethod(of_bytes)
    theirs.parse_raw_mime_chunks = staticmethod(
        lambda chunks: of_bytes(b"".join(chunks))
    )
    theirs.construct = staticmethod(construct)
    theirs.construct_attachment = staticmethod(attachment)


def of_bytes(raw: bytes) -> Handed:
    """Return the stand-in of a raw mail."""
    message = Handed()
    message.raw = raw
    return message


def construct(
    raw_headers: str | None = None,
    headers: Any = None,
    text: str | None = None,
    html: str | None = None,
    attachments: Iterable[Attached] | None = None,
    **lines: Any,
) -> Handed:
    """Return the stand-in of a mail that a provider took apart."""
    message = Handed()
    pairs = headers.items() if hasattr(headers, "items") else headers or []
    told = [(str(name), str(value)) for name, value in pairs]
    names = {name.lower() for name, _value in told}
    for name in ("from_email", "to", "cc", "bcc", "subject"):
        written = name.removesuffix("_email").capitalize()
        if lines.get(name) and written.lower() not in names:
            told.append((written, str(lines[name])))
    for name, value in told:
        message[one_line(name)] = one_line(value)
    message.preamble = raw_headers
    message.bodies = [("plain", text or ""), ("html", html or "")]
    message.files = list(attachments or [])
    return message


def attachment(
    content_type: str | None,
    content: Any,
    charset: str | None = None,
    filename: str | None = None,
    content_id: str | None = None,
    base64: bool = False,
) -> Attached:
    """Return the stand-in of a file."""
    if isinstance(content, str):
        content = b64decode(content) if base64 else as_bytes(content)
    return Attached(
        str(content_type or "application/octet-stream"),
        str(filename or ""),
        str(content_id or ""),
        content,
    )
