"""The parts of a raw mail: own splitting, so that depth, number and time are bounded.

Python's own parser goes as deep as the mail wants and forgets what stands before and
behind the parts. Here a part that another program could see is kept, or `structure`
is noted.
"""

import re
from dataclasses import dataclass, field
from typing import Protocol

from contacts.mail.reading.wire.charsets import decode_text
from contacts.mail.reading.wire.headers import (
    LONGEST,
    MOST,
    Headers,
    main_value,
    parameters,
)

NAME = re.compile(rb"[!-9;-~]{1,100}[ \t]*:")
# A line that belongs to no header, between lines that do.
FAMILIAR = re.compile(
    rb"(?:content-|mime-|from:|to:|cc:|subject:|date:|message-id:|received:|x-)", re.I
)
NESTED = {"message/rfc822", "message/global", "message/news"}


class Bounds(Protocol):
    @property
    def max_bytes(self) -> int: ...
    @property
    def max_parts(self) -> int: ...
    @property
    def max_depth(self) -> int: ...


@dataclass
class MailPart:
    """One part: its headers, its still encoded body, and the parts in it."""

    headers: Headers
    kind: str
    body: bytes = b""
    parts: list["MailPart"] = field(default_factory=list)
    # Words before, between and behind the parts, which most programs never show.
    loose: list[bytes] = field(default_factory=list)
    problems: set[str] = field(default_factory=set)


@dataclass
class Count:
    """How many parts are still read."""

    left: int


def split_message(raw: bytes, limits: Bounds) -> MailPart:
    """Return the mail's tree of parts, at most as deep and as many as allowed."""
    data = raw[: limits.max_bytes].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    part = split_part(data, limits.max_depth, Count(limits.max_parts))
    if len(raw) > limits.max_bytes:
        part.problems.add("cut")
    return part


def split_part(
    data: bytes, depth: int, count: Count, usual: str = "text/plain"
) -> MailPart:
    """Read one part and, within the bounds, what is in it."""
    headers, body = split_headers(data)
    kind, boundaries, problems = kind_of(headers, usual)
    part = MailPart(headers, kind, body, problems=problems)
    is_nested = kind in NESTED
    if not (is_nested or kind.startswith("multipart/")):
        return part
    if depth <= 0 or count.left <= 0:
        part.kind = "text/plain"
        part.problems.update(("structure", "cut"))
    elif is_nested:
        count.left -= 1
        part.parts = [split_part(body, depth - 1, count)]
    else:
        fill_multipart(part, boundaries, depth, count)
    return part


def split_headers(data: bytes) -> tuple[Headers, bytes]:
    """Return the header lines and the rest; the first strange line begins the rest."""
    lines: list[tuple[str, list[bytes]]] = []
    at = 0
    while at < len(data):
        end = data.find(b"\n", at)
        end = len(data) if end < 0 else end
        line = data[at:end]
        if not line.strip() and (not line or not lines):
            at = end + 1
            break
        if line[:1] in (b" ", b"\t") and lines:
            lines[-1][1].append(line)
        elif NAME.match(line):
            name, _, value = line.partition(b":")
            lines.append((name.decode("ascii").strip().lower(), [value]))
        elif not (is_junk(line, lines) or FAMILIAR.match(data, end + 1)):
            break
        at = end + 1
    shown = [(name, join_folded(pieces)) for name, pieces in lines[:MOST]]
    return Headers(shown), data[at:]


def is_junk(line: bytes, lines: list[tuple[str, list[bytes]]]) -> bool:
    """Whether the line is the first of a mailbox file, which is no header."""
    return not lines and line.startswith((b"From ", b">From "))


def join_folded(pieces: list[bytes]) -> str:
    raw = b" ".join(piece.strip() for piece in pieces)[: 2 * LONGEST]
    return decode_text(raw)[0].replace("\n", " ").strip()[:LONGEST]


def kind_of(headers: Headers, usual: str) -> tuple[str, list[str], set[str]]:
    """Return the content type, the boundaries named, and `structure` if unsure."""
    named = headers.all("content-type")
    if not named:
        return usual, [], set()
    boundaries = [
        given for one in named for name, given in parameters(one) if name == "boundary"
    ]
    is_unsure = len(set(named)) > 1 or len(set(boundaries)) > 1
    given = [one for one in boundaries if one]
    return likeliest_kind(named), given, {"structure"} if is_unsure else set()


def likeliest_kind(named: list[str]) -> str:
    """Return one content type of those that a part names."""
    kinds = [main_value(one) for one in named]
    multi = [kind for kind in kinds if kind.startswith("multipart/")]
    kind = (multi or kinds)[0]
    if kind.count("/") != 1 or kind.endswith("/") or kind.startswith("/"):
        return "text/html" if "html" in kind else "text/plain"
    return kind


def fill_multipart(
    part: MailPart, boundaries: list[str], depth: int, count: Count
) -> None:
    """Split a multipart body; without its boundary it is plain text."""
    for boundary in boundaries:
        pieces, part.loose = split_body(part.body, boundary.rstrip().encode())
        if pieces:
            break
    else:
        part.kind = "text/plain"
        part.problems.add("structure")
        return
    usual = "message/rfc822" if part.kind == "multipart/digest" else "text/plain"
    for number, piece in enumerate(pieces):
        if count.left <= 0:
            part.problems.update(("structure", "cut"))
            part.loose.append(b"\n".join(pieces[number:]))
            break
        count.left -= 1
        part.parts.append(split_part(piece, depth - 1, count, usual))


def split_body(body: bytes, boundary: bytes) -> tuple[list[bytes], list[bytes]]:
    """Return the parts between the boundary lines, and what stands around them."""
    delimiter = b"\n--" + boundary
    data = b"\n" + body
    pieces: list[bytes] = []
    loose: list[bytes] = []
    start, is_part = 0, False
    while True:
        at = next_delimiter(data, delimiter, start)
        piece = data[start + 1 : at if at >= 0 else None]
        (pieces if is_part else loose).append(piece)
        if at < 0:
            break
        after = at + len(delimiter)
        is_part = data[after : after + 2] != b"--"
        # The line's end also begins a delimiter that follows at once.
        start = data.find(b"\n", after)
        if start < 0:
            break
    return pieces, [one for one in loose if one.strip()]


def next_delimiter(data: bytes, delimiter: bytes, start: int) -> int:
    """Return where the next line stands that is the boundary and nothing more."""
    at = data.find(delimiter, start)
    while at >= 0:
        after = at + len(delimiter)
        if data[after : after + 2] == b"--" or not data[after : after + 1].strip():
            return at
        at = data.find(delimiter, after)
    return -1
