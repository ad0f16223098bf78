"""A mail that a provider took apart, written again as one."""

import re
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from email.message import Message

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
