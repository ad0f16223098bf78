"""From a provider's request to the raw mails in it. Runs in the bounded child.

anymail knows how each provider writes; its own message class takes mails apart with a
parser that fails on what real mails hold. So here it only hands over: bytes where the
provider gave the raw mail, and otherwise a mail put together again line by line.
"""

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from email.message import Message
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs

EDGE = "=_a_part_of_what_a_provider_took_apart"


@dataclass(frozen=True)
class Unpacked:
    """One mail out of a request, and whom the provider names as its recipients."""

    raw: bytes
    recipients: list[str]
    # Whether the provider names all of them; else also the mail's own lines count.
    is_complete: bool = False


@dataclass(frozen=True)
class Report:
    """What a provider says became of one of our mails."""

    kind: str
    event_id: str
    message_id: str
    recipient: str


@dataclass(frozen=True)
class Contents:
    """All that one request holds."""

    letters: list[Unpacked] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)


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


def unpack(hook: str, head: dict[str, str], body: bytes) -> Contents:
    """Return the mails and reports in a request; raises whatever anymail raises."""
    if hook == "file":
        return Contents([Unpacked(body, [head["to"]], is_complete=True)])
    if hook in RAW and (found := RAW[hook](head, body)):
        return Contents(found)
    return by_anymail(hook, head, body)


def of_postal(head: dict[str, str], body: bytes) -> list[Unpacked]:
    """Return the raw mail of Postal, whose bytes need not be UTF-8."""
    event = json.loads(body)
    text = event.get("message", "")
    raw = b64decode(text) if event.get("base64") is True else as_bytes(text)
    return [Unpacked(raw, [event["rcpt_to"]], is_complete=True)] if raw else []


def of_sparkpost(head: dict[str, str], body: bytes) -> list[Unpacked]:
    """Return the raw mails of SparkPost."""
    events = json.loads(body)
    told = [one["msys"]["relay_message"] for one in events if one["msys"]]
    return [
        Unpacked(
            b64decode(one["content"]["email_rfc822"])
            if one["content"].get("email_rfc822_is_base64")
            else as_bytes(one["content"]["email_rfc822"]),
            [one["rcpt_to"]],
            is_complete=True,
        )
        for one in told
    ]


def of_amazon(head: dict[str, str], body: bytes) -> list[Unpacked]:
    """Return the raw mail of Amazon's notification, with all its recipients."""
    event = json.loads(json.loads(body).get("Message") or "{}")
    receipt = event.get("receipt", {})
    if "content" not in event:
        return []
    is_coded = receipt.get("action", {}).get("encoding") == "BASE64"
    raw = b64decode(event["content"]) if is_coded else as_bytes(event["content"])
    named = list(receipt.get("recipients", []))
    return [Unpacked(raw, named, is_complete=bool(named))]


def of_mandrill(head: dict[str, str], body: bytes) -> list[Unpacked]:
    """Return the raw mails of Mandrill; reports come by the same address."""
    form = parse_qs(body.decode("utf-8", "surrogateescape"), max_num_fields=20)
    events = json.loads(form["mandrill_events"][0])
    told = [one["msg"] for one in events if one.get("event") == "inbound"]
    return [
        Unpacked(as_bytes(one["raw_msg"]), [one["email"]], is_complete=True)
        for one in told
        if one.get("raw_msg")
    ]


def of_form(field_of_raw: str) -> Callable[[dict[str, str], bytes], list[Unpacked]]:
    """Return what reads a form whose one field holds the raw mail, byte for byte."""

    def read(head: dict[str, str], body: bytes) -> list[Unpacked]:
        if f'name="{field_of_raw}"'.encode() not in body:
            return []
        # Latin-1 keeps each byte as one character, and gives each back.
        form = request_of(head, body, encoding="latin-1").POST
        if field_of_raw not in form:
            return []
        raw = form[field_of_raw].encode("latin-1", "replace")
        named = recipients_in(form)
        return [Unpacked(raw, named, is_complete=bool(named))]

    return read


def recipients_in(form: Any) -> list[str]:
    """Return the envelope's recipients: Mailgun's list, or SendGrid's JSON."""
    if "envelope" in form:
        try:
            return [str(one) for one in json.loads(form["envelope"])["to"]]
        except (ValueError, KeyError, TypeError):
            return []
    return [one.strip() for one in form.get("recipient", "").split(",") if one.strip()]


RAW = {
    "postal_inbound_webhook": of_postal,
    "sparkpost_inbound_webhook": of_sparkpost,
    "amazon_ses_inbound_webhook": of_amazon,
    "mandrill_webhook": of_mandrill,
    "mandrill_tracking_webhook": of_mandrill,
    "mailgun_inbound_webhook": of_form("body-mime"),
    "sendgrid_inbound_webhook": of_form("email"),
}


def as_bytes(text: str) -> bytes:
    """Return the bytes of a mail that a provider wrote as text."""
    return text.encode("utf-8", "surrogatepass")


def request_of(head: dict[str, str], body: bytes, encoding: str = "utf-8") -> Any:
    """Return the provider's request again; no Django is loaded before."""
    from django.core.handlers.wsgi import WSGIRequest  # noqa: PLC0415

    told = {
        f"HTTP_{name.upper().replace('-', '_')}": value
        for name, value in head.items()
        if value and name not in {"path", "Content-Type"}
    }
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": head.get("path", "/"),
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "CONTENT_TYPE": head.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": BytesIO(body),
            **told,
        }
    )
    request.encoding = encoding
    return request


def by_anymail(hook: str, head: dict[str, str], body: bytes) -> Contents:
    """Return what anymail's own view finds in a request, no mail taken apart."""
    from anymail.inbound import AnymailInboundMessage  # noqa: PLC0415
    from anymail.signals import AnymailInboundEvent  # noqa: PLC0415
    from anymail.urls import urlpatterns  # noqa: PLC0415

    stand_in(AnymailInboundMessage)
    pattern = next(one for one in urlpatterns if one.name == hook)
    view = pattern.callback.view_class()
    events = view.parse_events(request_of(head, body))
    letters, reports = [], []
    for event in filter(None, events):
        if isinstance(event, AnymailInboundEvent):
            letters += (
                [handed_over(event.message, head, body)]
                if event.message is not None
                else []
            )
        else:
            reports.append(
                Report(
                    kind=str(event.event_type),
                    event_id=f"{view.esp_name}:{event.event_id}"
                    if event.event_id
                    else "",
                    message_id=str(event.message_id or ""),
                    recipient=str(event.recipient or ""),
                )
            )
    return Contents(letters, reports)


def handed_over(message: Handed, head: dict[str, str], body: bytes) -> Unpacked:
    """Return one mail of anymail's event."""
    named = [message.envelope_recipient] if message.envelope_recipient else []
    if b'name="recipient"' in body or b'name="envelope"' in body:
        found = recipients_in(request_of(head, body).POST)
        return Unpacked(written_again(message), found or named, bool(found))
    return Unpacked(written_again(message), named)


def stand_in(theirs: type) -> None:
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
        lines += without(str(message.preamble), own)
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


def without(raw_headers: str, names: set[str]) -> list[str]:
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
