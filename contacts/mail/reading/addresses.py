"""Who a mail is from and for, taken from header lines that hold all sorts. Linear."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from contacts.mail.reading.wire.headers import Headers, decode_words

MOST = 200
LONGEST = 320
# Comments, angles, separators, or anything else up to the next of these; and strings.
PLAIN = r'\([^()]*+\)|<[^<>]*+>|[,;]|[^",;<(]++|.'
UNQUOTED = re.compile(PLAIN, re.S)
PIECE = re.compile(rf'"(?:[^"\\]|\\.)*+"|{PLAIN}', re.S)
BARE = re.compile(
    r'(?<![^\s:;,"\'<(\[])[^\s:;,"\'<>()\[\]@]{1,128}@[^\s:;,"\'<>()@]{1,255}'
)


@dataclass(frozen=True)
class NamedAddress:
    name: str = ""
    address: str = ""


def read_mailboxes(line: str) -> list[NamedAddress]:
    """Return what a header line names; a name without an address keeps its name."""
    found: list[NamedAddress] = []
    name: list[str] = []
    for piece in pieces_of(line):
        if piece.startswith("<") and piece.endswith(">") and "@" in piece:
            found.append(NamedAddress(clean_name("".join(name)), clean_address(piece)))
            name = []
        elif bare := ("" if piece[:1] in '"(' else bare_address(piece)):
            found.append(NamedAddress("", bare))
            name = []
        elif piece == ";":
            name = []
        elif piece[:1] != "(" or not piece.endswith(")"):
            # "Example, Ana" is one name to whoever forgot the quotes.
            name.append(piece)
    if not found and (only := clean_name("".join(name))):
        found.append(NamedAddress(only))
    return found[:MOST]


def pieces_of(line: str) -> Iterator[str]:
    """Yield a line in pieces. Where one quote is not closed, none behind it is.

    Looking for the end of each of them anew would take as long as the line is long.
    """
    pattern, found = PIECE, PIECE.match(line)
    while found:
        yield found[0]
        pattern = UNQUOTED if found[0] == '"' else pattern
        found = pattern.match(line, found.end())


def bare_address(piece: str) -> str:
    match = BARE.search(piece) if "@" in piece else None
    return clean_address(match[0]) if match else ""


def clean_address(text: str) -> str:
    """Return the address alone, without what cannot be seen."""
    seen = "".join(
        c for c in text.strip("<>") if unicodedata.category(c)[0] not in "CZ"
    )
    seen = seen.removeprefix("mailto:").strip("'\",;.")
    return seen[:LONGEST] if "@" in seen else ""


def clean_name(text: str) -> str:
    seen = "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cf", "Cs"})
    seen = decode_words(seen.replace('\\"', "\0").replace('"', "").replace("\0", '"'))
    return seen.strip(" ,;:<>")[:200]


def first_mailbox(*lines: str) -> NamedAddress:
    """Return the first with an address, or at least a name."""
    named = [one for line in lines for one in read_mailboxes(line)]
    with_address = [one for one in named if one.address]
    return next(iter(with_address or named), NamedAddress())


def mailboxes(headers: Headers, *names: str) -> list[str]:
    """Return every address in these header lines, once each, in order."""
    found = [
        one.address
        for name in names
        for line in headers.all(name)[:MOST]
        for one in read_mailboxes(decode_words(line))
        if one.address
    ]
    return list(dict.fromkeys(found))[:MOST]


ID = re.compile(r"<([^<>\s]{1,250})>")


def message_id(headers: Headers) -> str:
    """Return the Message-ID without its angles, "" without one."""
    return first_id(headers.raw("message-id"))


def answered_id(headers: Headers) -> str:
    """Return the Message-ID of the mail that this one answers."""
    last = ID.findall(headers.raw("references"))[-1:]
    return first_id(headers.raw("in-reply-to")) or (last or [""])[0]


def first_id(line: str) -> str:
    found = ID.search(line)
    if found:
        return found[1]
    words = line.split()
    return words[0][:250].strip("<>") if words else ""
