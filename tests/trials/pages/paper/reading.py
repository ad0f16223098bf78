"""How many pages a PDF of typst has, and which words stand on them."""

import re
import zlib
from collections.abc import Iterator

COUNT = re.compile(rb"/Type\s*/Pages\b.*?/Count\s+(\d+)|/Count\s+(\d+)", re.S)
OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\n(.*?)\nendobj", re.S)
STREAM = re.compile(rb"stream\r?\n(.*)\r?\nendstream", re.S)
PAGE = re.compile(rb"/Type\s*/Page\b")
KEPT, DRAWN = re.compile(rb"/Resources (\d+) 0 R"), re.compile(rb"/Contents (\d+) 0 R")
FONT, TABLE = re.compile(rb"/(f\d+) (\d+) 0 R"), re.compile(rb"/ToUnicode (\d+) 0 R")
LETTER = re.compile(rb"^<([0-9A-F]{4})> <([0-9A-F]+)>$", re.M)
# What one may put between the brackets of a string.
PLAIN = rb"(?:(?:\\.|[^\\()])|\((?:\\.|[^\\()])*\))*"
# A font chosen, the beginning of what runs from right to left, a string, its end; what
# a mirrored sign stands for is passed over.
SHOWN = re.compile(
    rb"/ActualText(?:\(%b\)|<\w+>)|/(f\d+) [\d.]+ Tf|(/ReversedChars)|\((%b)\)"
    rb"|<([0-9A-F]+)>|\b(ET)\b" % (PLAIN, PLAIN),
    re.S,
)
ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.S)
NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def pdf_pages(content: bytes) -> int:
    """Return the number of pages that its page tree names."""
    found = [int(one or other) for one, other in COUNT.findall(content)]
    return max(found)


def pdf_words(content: bytes) -> str:
    """Return the letters in the order in which they are drawn, by the fonts' own table.

    Words from right to left are turned round one by one, not their order in a line.
    """
    objects = dict(OBJECT.findall(content))
    told = []
    for one in objects.values():
        if PAGE.search(one):
            kept, drawn = (objects[where.search(one)[1]] for where in (KEPT, DRAWN))
            told += shown(inflated(drawn), fonts_of(kept, objects))
    return "".join(told)


def fonts_of(kept: bytes, objects: dict[bytes, bytes]) -> dict[bytes, dict[int, str]]:
    """Return the letters of each font that a page may choose, by the name it has."""
    fonts = {}
    for name, number in FONT.findall(kept):
        table = TABLE.search(objects[number])[1]
        fonts[name] = letters_of(inflated(objects[table]))
    return fonts


def on_one_line(said: str) -> str:
    """Return words without what stands between them: a page breaks its lines itself."""
    return "".join(said.replace("\u200b", "").split())


def inflated(body: bytes) -> bytes:
    """Return the content of a stream."""
    found = STREAM.search(body)[1]
    return zlib.decompress(found) if b"/FlateDecode" in body else found


def letters_of(table: bytes) -> dict[int, str]:
    """Return which letters each sign of a font stands for."""
    return {
        int(sign, 16): bytes.fromhex(letters.decode()).decode("utf-16-be")
        for sign, letters in LETTER.findall(table)
    }


def shown(drawn: bytes, fonts: dict[bytes, dict[int, str]]) -> Iterator[str]:
    """Yield each text that one page draws."""
    letters, said, is_turned = {}, [], False
    for font, turned, plain, in_hex, end in SHOWN.findall(drawn):
        letters = fonts[font] if font else letters
        is_turned = is_turned or bool(turned)
        raw = bytes.fromhex(in_hex.decode()) if in_hex else ESCAPED.sub(meant, plain)
        signs = zip(raw[::2], raw[1::2], strict=True)
        said += [letters.get(high * 256 + low, "") for high, low in signs]
        if end:
            yield "".join(reversed(said) if is_turned else said)
            said, is_turned = [], False


def meant(found: re.Match[bytes]) -> bytes:
    """Return the one byte that an escape in a string stands for."""
    sign = found[1]
    return bytes([int(sign, 8)]) if sign.isdigit() else NAMED.get(sign, sign)
