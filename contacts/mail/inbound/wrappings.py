"""How each provider wraps a raw mail, and for whom it says that it is."""

import json
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs

from contacts.mail.inbound.writing_again import as_bytes


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
