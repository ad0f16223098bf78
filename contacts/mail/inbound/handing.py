"""What stands where anymail expects its message class: it hands over, unread.

Bytes stay bytes where the provider gave the raw mail. Where it took the mail apart, the
pieces are written down again as a mail, line by line, whatever they hold. Pure.
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from email.message import Message
from typing import Any

EDGE = "=_a_part_of_what_a_provider_took_apart"


class Handed(Message):
    """Stands where anymail expects its own message, and takes nothing apart."""

    raw: bytes | None = None
    envelope_recipient: str | None = None

    def __init__(self) -> None:
        super().__init__()
        self.bodies: list[tuple[str, str]] = []
        self.files: list[Attached] = []


@dataclass(frozen=True)
class Attached:
    """A file that came in a field of its own."""

    content_type: str
    name: str
    content_id: str
    content: bytes

    def is_inline(self) -> bool:
        """Whether anymail shall count it as shown inside."""
        return bool(self.content_id)


def as_bytes(text: str) -> bytes:
    """Return the bytes of a mail that a provider wrote as text."""
    return text.encode("utf-8", "surrogatepass")


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


def written_again(message: Handed) -> bytes:
    """Return a mail's bytes: as they came, or from its pieces."""
    if message.raw is not None:
        return message.raw
    own = {"content-type", "content-transfer-encoding", "mime-version"}
    lines = [
        f"{name}: {value}" for name, value in message.items() if name.lower() not in own
    ]
    if message.preamble:
        lines += without_lines(str(message.preamble), own)
    lines += ["MIME-Version: 1.0", f'Content-Type: multipart/mixed; boundary="{EDGE}"']
    parts = [
        piece(f"text/{kind}; charset=utf-8", as_bytes(words))
        for kind, words in message.bodies
        if words
    ]
    if len(parts) > 1:
        inner = f"{EDGE}_2"
        joined = b"".join(b"--%s\r\n%s\r\n" % (inner.encode(), one) for one in parts)
        top = f'Content-Type: multipart/alternative; boundary="{inner}"\r\n\r\n'
        parts = [top.encode() + joined + b"--%s--" % inner.encode()]
    parts += [of_file(one) for one in message.files]
    body = b"".join(b"--%s\r\n%s\r\n" % (EDGE.encode(), one) for one in parts)
    return (
        as_bytes("\r\n".join(lines))
        + b"\r\n\r\n"
        + body
        + b"--%s--\r\n" % EDGE.encode()
    )


def without_lines(raw_headers: str, names: set[str]) -> list[str]:
    """Return the lines of headers but for some, with what is folded below them."""
    lines: list[str] = []
    is_dropped = False
    for line in raw_headers.splitlines():
        if line[:1] not in {" ", "\t"}:
            is_dropped = line.partition(":")[0].strip().lower() in names
        if line.strip() and not is_dropped:
            lines.append(line)
    return lines


def of_file(file: Attached) -> bytes:
    """Return a file as a part."""
    how = "inline" if file.content_id else "attachment"
    name = re.sub(r'[\r\n"\\]+', " ", file.name)
    more = [f'Content-Disposition: {how}; filename="{name}"']
    if file.content_id:
        more.append(f"Content-ID: <{one_line(file.content_id).strip('<>')}>")
    return piece(one_line(file.content_type), file.content, more)


def piece(content_type: str, content: bytes, more: Iterable[str] = ()) -> bytes:
    """Return a part in base64."""
    lines = [
        f"Content-Type: {content_type}",
        "Content-Transfer-Encoding: base64",
        *more,
    ]
    coded = b64encode(content)
    folded = b"\r\n".join(coded[at : at + 76] for at in range(0, len(coded), 76))
    return as_bytes("\r\n".join(lines)) + b"\r\n\r\n" + folded


def one_line(value: str) -> str:
    """Return a header's value without what would begin another."""
    return re.sub(r"[\r\n\x00]+", " ", value)
