"""What a part's body is behind its transfer encoding, also a badly made one. Linear."""

import re
from binascii import a2b_qp

from contacts.mail.reading.wire.headers import base64_bytes

BASE64_LINE = re.compile(rb"[A-Za-z0-9+/=]*[ \t]*$")
AFTER_PADDING = re.compile(rb"=\s*[A-Za-z0-9+/]")
JUNK = re.compile(rb"[^A-Za-z0-9+/=]")


def decoded_body(body: bytes, encoding: str) -> tuple[bytes, bytes, bool]:
    """Return the bytes, words found between lines of base64, and whether it was odd."""
    encoding = encoding.strip().lower().partition(";")[0].strip("\"' ")
    if encoding == "quoted-printable":
        return a2b_qp(body), b"", False
    if encoding == "base64":
        return from_base64(body)
    is_known = encoding in {"", "7bit", "8bit", "binary", "8-bit", "7-bit"}
    return body, b"", not is_known


def from_base64(body: bytes) -> tuple[bytes, bytes, bool]:
    """Decode; whole lines of other words, as lists put behind, are words."""
    good: list[bytes] = []
    other: list[bytes] = []
    for line in body.split(b"\n"):
        is_words = not BASE64_LINE.match(line) and b" " in line.strip()
        (other if is_words else good).append(line)
    if len(other) > len(good):
        return body, b"", True
    joined = b"".join(good)
    clean = JUNK.sub(b"", joined)
    is_odd = bool(other) or bool(AFTER_PADDING.search(clean))
    is_odd = is_odd or len(clean) != len(b"".join(joined.split()))
    return base64_bytes(clean), b"\n".join(other), is_odd
