"""What mail providers post for one and the same mail, in the forms they document."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

BASIC = "Basic " + base64.b64encode(b"portal:a-secret-of-the-tests").decode()
SIGNING = "a-signing-key"
EDGE = "x-edge-of-the-form"


@dataclass(frozen=True)
class Posted:
    """A request: where to, with which body and headers."""

    path: str
    body: bytes
    content_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)


def form(fields: dict[str, bytes | str]) -> bytes:
    """Return a multipart form."""
    parts = []
    for name, value in fields.items():
        value = value.encode() if isinstance(value, str) else value
        head = f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
        parts.append(head.encode() + value + b"\r\n")
    return b"".join(parts) + f"--{EDGE}--\r\n".encode()


FORM = f"multipart/form-data; boundary={EDGE}"


def signed(key: str = SIGNING) -> dict[str, str]:
    """Return the fields by which Mailgun proves itself."""
    token, at = "t" * 50, "1790000000"
    digest = hmac.new(key.encode(), f"{at}{token}".encode(), hashlib.sha256)
    return {"token": token, "timestamp": at, "signature": digest.hexdigest()}


def json_post(path: str, told: object) -> Posted:
    """Return a post of JSON."""
    return Posted(path, json.dumps(told).encode())


def as_json_text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def mailgun_mime(raw: bytes, to: str) -> Posted:
    told = {"recipient": to, "sender": "s@x.example", **signed(), "body-mime": raw}
    return Posted("mailgun/inbound_mime", form(told), FORM)


def mailgun_parsed(raw: bytes, to: str) -> Posted:
    head, words = taken_apart(raw)
    told = {
        "recipient": to,
        **signed(),
        "message-headers": json.dumps(head),
        "body-plain": words,
        "body-html": f"<p>{words}</p>",
    }
    return Posted("mailgun/inbound", form(told), FORM)


def postmark_parsed(raw: bytes, to: str) -> Posted:
    head, words = taken_apart(raw)
    names = dict(head)
    told = {
        "FromFull": {"Email": names["From"], "Name": "Lena"},
        "ToFull": [{"Email": to, "Name": ""}],
        "OriginalRecipient": to,
        "Subject": names["Subject"],
        "TextBody": words,
        "Headers": [{"Name": "Message-ID", "Value": names["Message-ID"]}],
    }
    return json_post("postmark/inbound", told)


def postmark_raw(raw: bytes, to: str) -> Posted:
    told = {"OriginalRecipient": to, "RawEmail": as_json_text(raw), "Headers": []}
    return json_post("postmark/inbound", told)


def sendgrid_raw(raw: bytes, to: str) -> Posted:
    envelope = json.dumps({"from": "s@x.example", "to": [to]})
    return Posted("sendgrid/inbound", form({"envelope": envelope, "email": raw}), FORM)


def sendgrid_parsed(raw: bytes, to: str) -> Posted:
    head, words = taken_apart(raw)
    envelope = json.dumps({"from": "s@x.example", "to": [to]})
    lines = "\n".join(f"{name}: {value}" for name, value in head)
    told = {"envelope": envelope, "headers": lines, "text": words}
    return Posted("sendgrid/inbound", form(told), FORM)


def postal(raw: bytes, to: str) -> Posted:
    coded = base64.b64encode(raw).decode()
    told = {"id": 1, "rcpt_to": to, "message": coded, "base64": True}
    return json_post("postal/inbound", told)


def sparkpost(raw: bytes, to: str) -> Posted:
    content = {
        "email_rfc822": base64.b64encode(raw).decode(),
        "email_rfc822_is_base64": True,
    }
    told = {"protocol": "smtp", "rcpt_to": to, "content": content}
    return json_post("sparkpost/inbound", [{"msys": {"relay_message": told}}])


def mailjet(raw: bytes, to: str) -> Posted:
    head, words = taken_apart(raw)
    told = {
        "Headers": dict(head),
        "Recipient": to,
        "Text-part": words,
        "Parts": [],
    }
    return json_post("mailjet/inbound", told)


def mandrill(raw: bytes, to: str) -> Posted:
    told = [{"event": "inbound", "msg": {"raw_msg": as_json_text(raw), "email": to}}]
    fields = {"mandrill_events": json.dumps(told)}
    url = "http://portal:a-secret-of-the-tests@testserver/webhooks/mandrill/"
    words = url + "".join(name + fields[name] for name in sorted(fields))
    digest = hmac.new(SIGNING.encode(), words.encode(), hashlib.sha1).digest()
    return Posted(
        "mandrill",
        urlencode(fields).encode(),
        "application/x-www-form-urlencoded",
        {"X-Mandrill-Signature": base64.b64encode(digest).decode()},
    )


def mailersend(raw: bytes, to: str) -> Posted:
    data = {"raw": as_json_text(raw), "recipients": {"rcptTo": [{"email": to}]}}
    body = json.dumps({"type": "inbound.message", "data": data}).encode()
    digest = hmac.new(SIGNING.encode(), body, hashlib.sha256).hexdigest()
    return Posted("mailersend/inbound", body, headers={"Signature": digest})


def brevo(raw: bytes, to: str) -> Posted:
    head, words = taken_apart(raw)
    told = {"Headers": {**dict(head), "Delivered-To": to}, "RawTextBody": words}
    return json_post("brevo/inbound", {"items": [told]})


def taken_apart(raw: bytes) -> tuple[list[list[str]], str]:
    """Return headers and words of a plain mail, as a provider takes it apart."""
    head, _blank, words = raw.decode().partition("\n\n")
    pairs = [line.split(": ", 1) for line in head.splitlines()]
    kept = {"From", "Subject", "Message-ID", "In-Reply-To", "Auto-Submitted"}
    return [pair for pair in pairs if pair[0] in kept], words


INBOUND: dict[str, Callable[[bytes, str], Posted]] = {
    one.__name__: one
    for one in (
        *(mailgun_mime, mailgun_parsed, postmark_parsed, postmark_raw),
        *(sendgrid_raw, sendgrid_parsed, postal, sparkpost, mailjet, mandrill),
        *(mailersend, brevo),
    )
}
