"""A mail that defies reading, as the lines that it has. Pure, linear, never fails."""

import re
from typing import Any

# So much the desk gets to see; the whole is kept beside it for a month.
LONGEST = 60_000
HEADERS = 20_000
ADDRESS = re.compile(r"[^\s<>\"(),:;]{1,64}@[^\s<>\"(),:;]{1,255}")


def plain_lines(raw: bytes) -> tuple[str, bool]:
    """Return the beginning as text, and whether more was cut off."""
    text = raw[:LONGEST].decode("utf-8", "backslashreplace")
    kept = text.replace("\r\n", "\n").replace("\x00", "")
    return kept.strip(), len(raw) > LONGEST


# What single lines do not tell.
UNKNOWN = {
    "quoted": "",
    "automatic": "no",
    "automatic_reason": "",
    "unread": ["structure"],
    "attachments": 0,
    "is_report": False,
}


def plain_letter(raw: bytes) -> dict[str, Any]:
    """Return what contacts.mail.reading.letter.Letter says, from single lines."""
    text, is_cut = plain_lines(raw)
    lines = headers(raw)
    sender = ADDRESS.search(lines.get("from", "")[:1000])
    named = f"{lines.get('to', '')} {lines.get('cc', '')}"
    return {
        "message_id": lines.get("message-id", "").strip()[:300],
        "answers_to": lines.get("in-reply-to", "").strip()[:300],
        "from_address": sender[0] if sender else "",
        "recipients": ADDRESS.findall(named[:5000]),
        "subject": lines.get("subject", "").strip()[:500],
        "text": text,
        "is_cut": is_cut,
        **UNKNOWN,
    }


def headers(raw: bytes) -> dict[str, str]:
    """Return the first header of each name, unfolded, from the first lines alone."""
    found: dict[str, str] = {}
    last = ""
    for line in raw[:HEADERS].decode("latin-1").splitlines():
        if not line.strip():
            break
        name, colon, value = line.partition(":")
        if line[0] in " \t":
            if last:
                found[last] += f" {line.strip()}"
        elif colon and (name := name.lower()) not in found:
            found[name], last = value.strip(), name
        else:
            last = ""
    return found
