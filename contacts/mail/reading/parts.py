"""Which parts of a mail are its words, and what in it could not be read. Pure."""

import re
from dataclasses import dataclass, field
from typing import Protocol

from contacts.mail.reading.alternatives import choose
from contacts.mail.reading.html.words import html_to_words
from contacts.mail.reading.kinds import unread_code
from contacts.mail.reading.wire.charsets import decode_text
from contacts.mail.reading.wire.headers import parameter
from contacts.mail.reading.wire.splitting import NESTED, Bounds, MailPart
from contacts.mail.reading.wire.transfer import decoded_body

# What programs that know only plain text are told, in front of the parts.
USUAL_PREAMBLE = re.compile(rb"multi-?part|MIME|\bS/MIME\b", re.I)
ARMOUR = ("-----BEGIN PGP MESSAGE-----", "-----BEGIN PKCS7-----")
# A file in letters between the words, as programs sent it before there were parts.
IN_LETTERS = re.compile(
    r"^begin [0-7]{3,4} \S.{0,200}\.\w{1,5}\n[!-`][ -`]{1,80}$|^begin-base64 [0-7]{3} |"
    r"^\(This file must be converted with BinHex|^=ybegin ",
    re.M,
)
# A text file so short may be meant to be read with the mail.
SILENT = {"application/pgp-signature", "application/pkcs7-signature"}
SILENT |= {"application/x-pkcs7-signature", "text/x-amp-html", "text/watch-html"}


class TextBounds(Bounds, Protocol):
    @property
    def max_text(self) -> int: ...


@dataclass
class Body:
    """The words of a mail in order, and notes of all else."""

    pieces: list[str] = field(default_factory=list)
    # Mails within the mail that it reports on: kept, but nobody's own words.
    reported: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    attachments: int = 0
    is_cut: bool = False
    has_letter: bool = False
    text: str = ""


def body_of(message: MailPart, limits: TextBounds) -> Body:
    """Return the words of a whole mail."""
    body = Body()
    body.pieces = read_part(message, body, is_report=False)
    return finish(body, limits.max_text)


def body_of_texts(text: str, html: str, attachments: int, limits: TextBounds) -> Body:
    """Return the words of a mail whose parts somebody else has split."""
    body = Body(attachments=attachments)
    if attachments:
        body.unread.add("attachment")
    plain, _doubtful = decode_text(text.encode("utf-8", "replace"))
    words = from_html(html, body) if html else ""
    body.pieces = choose([plain], [words], body.unread)
    return finish(body, limits.max_text)


def finish(body: Body, max_text: int) -> Body:
    pieces = [one.strip("\n") for one in body.pieces if one.strip()]
    if not pieces:
        pieces = [one.strip("\n") for one in body.files if one.strip()]
    whole = "\n\n".join(pieces)
    body.is_cut = body.is_cut or len(whole) > max_text
    body.text = whole[:max_text]
    if any(mark in body.text for mark in ARMOUR):
        body.unread.add("encrypted")
    if IN_LETTERS.search(body.text):
        body.unread.add("attachment")
        body.attachments += 1
    return body


def read_part(part: MailPart, body: Body, is_report: bool) -> list[str]:
    """Return the words of a part and of all in it."""
    body.kinds.add(part.kind)
    body.is_cut = body.is_cut or "cut" in part.problems
    if part.problems & {"structure"}:
        body.unread.add("structure")
    if part.kind == "multipart/alternative" and part.parts:
        return [*alternatives(part, body, is_report), *loose_words(part, body)]
    if part.kind.startswith("multipart/"):
        is_report = is_report or part.kind == "multipart/report"
        inner = [w for one in part.parts for w in read_part(one, body, is_report)]
        return [*inner, *loose_words(part, body)]
    if part.kind in NESTED and part.parts:
        return nested(part.parts[0], body, is_report)
    return single(part, body)


def alternatives(part: MailPart, body: Body, is_report: bool) -> list[str]:
    """Return the fullest of the ways in which a mail says the same."""
    plain: list[str] = []
    rich: list[str] = []
    for one in part.parts:
        words = read_part(one, body, is_report)
        (plain if one.kind == "text/plain" else rich).extend(words)
    return choose(plain, rich, body.unread)


def nested(inner: MailPart, body: Body, is_report: bool) -> list[str]:
    """Return the words of a mail that is attached to this one, with its frame."""
    lines = [
        f"{name.title()}: {inner.headers.text(name)}"
        for name in ("from", "date", "to", "subject")
        if inner.headers.has(name)
    ]
    words = read_part(inner, body, is_report)
    if is_report:
        body.reported += ["\n".join(lines), *words]
        return []
    body.has_letter = True
    mark = "---------- Forwarded message ---------"
    return ["\n".join([mark, *lines, "", *words])]


def loose_words(part: MailPart, body: Body) -> list[str]:
    """Return words before and behind the parts, which other programs may show."""
    found = []
    for one in part.loose:
        is_usual = len(one) < 400 and USUAL_PREAMBLE.search(one)
        if not is_usual:
            body.unread.add("structure")
            found.append(decode_text(one)[0])
    return found


def single(part: MailPart, body: Body) -> list[str]:
    """Return the words of a part without parts, or note what it is."""
    headers, declared = part.headers, part.headers.raw("content-type")
    shown_as = headers.raw("content-disposition").strip().lower()
    name = parameter(declared, "name") or parameter(
        headers.raw("content-disposition"), "filename"
    )
    if part.kind in SILENT:
        return []
    data, others, is_odd = decoded_body(
        part.body, headers.raw("content-transfer-encoding")
    )
    if is_odd:
        body.unread.add("structure")
    code = unread_code(part.kind, name.lower(), shown_as, data)
    if code:
        body.unread.add(code)
        is_file = bool(name) or shown_as.startswith("attachment")
        body.attachments += is_file or code not in {"picture", "encrypted"}
    if not part.kind.startswith("text/") and part.kind != "message/delivery-status":
        return [decode_text(others)[0]] if others.strip() else []
    words = [words_of(part.kind, data, declared, body), decode_text(others)[0]]
    if code:
        body.files += words if code == "attachment" else []
        return []
    if part.kind == "message/delivery-status":
        body.reported += words
        return []
    return words


def words_of(kind: str, data: bytes, declared: str, body: Body) -> str:
    text, is_doubtful = decode_text(data, parameter(declared, "charset"))
    if is_doubtful:
        body.unread.add("charset")
    return from_html(text, body) if kind in {"text/html", "text/xhtml"} else text


def from_html(source: str, body: Body) -> str:
    words, notes = html_to_words(source)
    body.unread |= notes
    return words
