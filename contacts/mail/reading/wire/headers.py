"""Header lines, read forgivingly: every line has a value, none raises. Linear."""

import re
from binascii import Error as Base64Error
from binascii import a2b_base64
from collections.abc import Iterable
from urllib.parse import unquote_to_bytes

from contacts.mail.reading.wire.charsets import decode_text

LONGEST = 10_000
MOST = 1000
SHOWN, SHOWN_LENGTH = 100, 1000
WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
ESCAPE = re.compile(rb"=([0-9A-Fa-f]{2})")
BLANK = re.compile(r"\s+")
PARAMETER = re.compile(
    r';\s*([A-Za-z0-9_\-*%]{1,60})\s*=\s*("(?:[^"\\]|\\.)*+(?:"|\Z)|[^;"\s]*)', re.S
)
CONTINUED = re.compile(r"^([^*]+)(?:\*\d{1,3})?(\*)?$")


class Headers:
    """The header lines of one part, in their order."""

    def __init__(self, lines: list[tuple[str, str]]) -> None:
        self.lines = lines

    def all(self, name: str) -> list[str]:
        return [value for known, value in self.lines if known == name]

    def raw(self, name: str) -> str:
        return next(iter(self.all(name)), "")

    def text(self, name: str) -> str:
        """Return the first line of that name in readable words, "" without one."""
        return decode_words(self.raw(name))

    def has(self, name: str) -> bool:
        return any(known == name for known, _value in self.lines)


def read_headers(pairs: Iterable[tuple[str, str]]) -> Headers:
    """Take header lines that somebody else has split."""
    lines = []
    for name, value in pairs:
        plain, _doubtful = decode_text(str(value).encode("utf-8", "surrogateescape"))
        lines.append((str(name).strip().lower()[:100], plain[:LONGEST]))
        if len(lines) == MOST:
            break
    return Headers(lines)


def shown_headers(headers: Headers) -> dict[str, str]:
    """Return the first line of each name, for whoever looks at one mail closely."""
    shown: dict[str, str] = {}
    for name, value in headers.lines:
        if name not in shown and len(shown) < SHOWN:
            shown[name] = decode_words(value)[:SHOWN_LENGTH]
    return shown


def decode_words(value: str) -> str:
    """Decode the encoded words of a header (RFC 2047), also badly made ones."""
    value = value[:LONGEST]
    out: list[str] = []
    pending, charset, end = b"", "", 0
    for found in WORD.finditer(value):
        between = value[end : found.start()]
        data = word_bytes(found[2], found[3])
        name = found[1].partition("*")[0].lower()
        # A letter may be split over two words, so their bytes belong together.
        if between.strip() or name != charset or not end:
            out.append(decode_text(pending, charset)[0])
            out.append(between if between.strip() or not end else "")
            pending, charset = b"", name
        pending, end = pending + data, found.end()
    out += [decode_text(pending, charset)[0], value[end:]]
    return BLANK.sub(" ", "".join(out)).strip()


def word_bytes(kind: str, data: str) -> bytes:
    raw = data.encode("utf-8", "replace")
    if kind in "bB":
        return base64_bytes(raw)
    raw = raw.replace(b"_", b" ")
    return ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), raw)


def base64_bytes(raw: bytes) -> bytes:
    """Decode base64 without complaint; a piece that can't be decoded is left out."""
    pieces = []
    for piece in raw.split(b"="):
        whole = piece[: len(piece) - 1] if len(piece) % 4 == 1 else piece
        try:
            pieces.append(a2b_base64(whole + b"=" * (-len(whole) % 4)))
        except (Base64Error, ValueError):
            continue
    return b"".join(pieces)


def main_value(value: str) -> str:
    """Return `text/plain` of `text/plain; charset=…`, in lower case."""
    return value.partition(";")[0].strip().lower()


def parameters(value: str) -> list[tuple[str, str]]:
    """Return all parameters of a header in order, continued ones joined (RFC 2231)."""
    found: dict[str, list[str]] = {}
    plain: list[tuple[str, str]] = []
    for name, given in PARAMETER.findall(value[:LONGEST]):
        shape = CONTINUED.match(name)
        text = unquoted(given)
        if shape is None or "*" not in name:
            plain.append((name.lower(), decode_words(text)))
            continue
        found.setdefault(shape[1].lower(), []).append(
            unescaped(text) if shape[2] else text
        )
    return plain + [(name, "".join(pieces)) for name, pieces in found.items()]


def unquoted(text: str) -> str:
    """Return a value without its quotes; the last of them may be missing."""
    if text[:1] != '"':
        return text
    return text[1:].removesuffix('"').replace('\\"', '"')


def unescaped(text: str) -> str:
    """Decode `utf-8'en'n%C3%A4me`."""
    charset, rest = "", text
    if text.count("'") >= 2:
        charset, _language, rest = text.split("'", 2)
    return decode_text(unquote_to_bytes(rest), charset)[0]


def parameter(value: str, name: str) -> str:
    return next((given for known, given in parameters(value) if known == name), "")
