"""Bytes → words: what a mail calls its charset is a hint, never trusted. Linear."""

import codecs
import re

# Only these are looked up: among Python's codecs are some that decode no text, and
# some (punycode, idna) that take quadratic time.
KNOWN = re.compile(
    r"utf|iso|windows|cp\d|ibm|koi8|gb|big5|euc|shift|sjis|ms|ks_|tis|mac|hz|"
    r"us-ascii|ascii|latin|johab|ptcp|viscii"
)
# Names under which a wider charset is sent.
WIDER = {
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "gb_2312-80", "hz-gb-2312x"), "gb18030"),
    **dict.fromkeys(("iso-8859-1", "latin1", "latin-1"), "cp1252"),
    **dict.fromkeys(("ks_c_5601-1987", "euc-kr", "ksc5601"), "cp949"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis"), "cp932"),
    **dict.fromkeys(("iso-8859-8-i", "iso-8859-8-e"), "iso-8859-8"),
    **dict.fromkeys(("iso-8859-9",), "cp1254"),
    **dict.fromkeys(("tis-620", "iso-8859-11"), "cp874"),
    "unicode-1-1-utf-7": "utf-7",
    "utf-8mb4": "utf-8",
    "big5": "big5hkscs",
}
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
UNSHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
# Escapes of the seven-bit charsets of East Asia.
SHIFTED = re.compile(rb"\x1b[$(]|~\{")
# Those of Japan are unmistakable, and often nobody says that they follow.
JAPANESE = re.compile(rb"\x1b\$[@B][^\x1b]{2,4000}\x1b\([BJ]")
HIGH = bytes(range(128, 256))


def decode_text(data: bytes, declared: str = "") -> tuple[str, bool]:
    """Return the words, and whether they had to be guessed or hold unknown bytes."""
    text, is_doubtful = decode_declared(data, declared.strip().strip("\"'").lower())
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
    return UNSHOWN.sub("", plain), is_doubtful


def decode_declared(data: bytes, declared: str) -> tuple[str, bool]:
    """Try the sure ways first: a mark, plain ASCII, UTF-8, then what was declared."""
    for mark, name in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(with_mark(name, mark), "replace"), False
    # Whoever says ASCII and sends other letters has said nothing.
    name = "" if declared in {"us-ascii", "ascii"} else codec_of(declared)
    name = name or ("iso2022_jp_ext" if JAPANESE.search(data) else "")
    if is_shifted(data, name):
        return data.decode(name, "replace"), False
    if data.isascii() and b"\0" not in data:
        return data.decode("ascii"), False
    if name.startswith(("utf-16", "utf-32")) or data.count(0) * 3 > len(data):
        return data.decode(name if "utf" in name else wide(data), "replace"), True
    for candidate in ("utf-8", name):
        text = strictly(data, candidate)
        if text is not None:
            return text, False
    return guessed(data, name), True


def with_mark(name: str, mark: bytes) -> str:
    if name == "utf-8":
        return name
    return f"{name}-{'le' if mark[:1] == bytes([255]) else 'be'}"


def codec_of(declared: str) -> str:
    """Return the Python codec for a declared charset, "" for none that we know."""
    name = WIDER.get(declared, declared)
    if not KNOWN.match(name) or len(name) > 40:
        return ""
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError, UnicodeError):
        return ""
    # A codec of another kind, such as those that Python keeps for itself.
    return name if getattr(found, "_is_text_encoding", True) else ""


def is_shifted(data: bytes, name: str) -> bool:
    """Whether seven-bit bytes stand for other letters (ISO-2022, HZ, UTF-7)."""
    if name.startswith(("iso-2022", "iso2022", "hz", "csiso2022")):
        return bool(SHIFTED.search(data))
    return name == "utf-7" and b"+" in data


def wide(data: bytes) -> str:
    """Return which UTF-16 a text with many zero bytes is in."""
    return "utf-16-le" if data[1::2].count(0) >= data[::2].count(0) else "utf-16-be"


def strictly(data: bytes, name: str) -> str | None:
    if not name:
        return None
    try:
        return data.decode(name)
    except (UnicodeError, LookupError, ValueError):
        return None


def guessed(data: bytes, name: str) -> str:
    """Return the likeliest reading of bytes that fit nothing that was declared."""
    text = data.decode("utf-8", "replace")
    high = len(data) - len(data.translate(None, HIGH))
    if text.count("\ufffd") * 8 <= high:
        return text
    if name and name not in {"utf-8", "cp1252"}:
        return data.decode(name, "replace")
    return data.decode(likeliest(data, high), "replace")


def likeliest(data: bytes, high: int) -> str:
    """Choose by which bytes are there: common Chinese, Cyrillic, else Western."""
    pairs = re.findall(rb"[\x81-\xfe][\x40-\xfe]", data)
    common = sum(0xB0 <= pair[0] <= 0xD7 and pair[1] >= 0xA1 for pair in pairs)
    if common * 2 * 10 >= high * 7 and strictly(data, "gb18030") is not None:
        return "gb18030"
    runs = sum(len(run) for run in re.findall(rb"[\xc0-\xff\xa8\xb8]{3,}", data))
    return "cp1251" if runs * 10 >= high * 6 else "cp1252"
