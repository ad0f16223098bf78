"""What a part is that holds no words, and how the portal calls it. Pure."""

import re

CODES = {
    "image": "picture",
    "audio": "audio",
    "video": "video",
    "font": "attachment",
    "model": "attachment",
}
READABLE = {"text/plain", "text/html", "text/xhtml", "text/markdown", "text/enriched"}
REPORTS = {
    *("message/delivery-status", "message/disposition-notification"),
    *("message/feedback-report", "text/rfc822-headers", "message/global-headers"),
    *("message/global-delivery-status", "message/global-disposition-notification"),
}
ENCRYPTED = re.compile(r"pkcs7-mime|pgp-encrypted|\.(?:p7m|pgp|gpg|asc)$")
CALENDAR = re.compile(r"^text/calendar|/ics\b|\.ics$|^text/x-vcalendar")
WINMAIL = re.compile(r"ms-tnef|^winmail\.dat$|\bwin(?:mail)?\d*\.dat$")
ARCHIVE = re.compile(
    r"zip|x-rar|7z|gzip|x-tar|\.(?:zip|rar|7z|gz|tgz|tar|bz2|xz)$", re.I
)
# PDF, Office and ZIP, pictures, gzip, and words between marks of Word's own.
BEGINNINGS = (
    *(b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8"),
    *(b"\x1f\x8b", b"{\\rtf"),
)
PICTURE = re.compile(r"\.(?:jpe?g|png|gif|heic|webp|tiff?|bmp)$")


SEALED = ((ENCRYPTED, "encrypted"), (CALENDAR, "calendar"), (WINMAIL, "winmail"))


def unread_code(kind: str, name: str, shown_as: str, data: bytes) -> str:
    """Return what a part is that cannot be read, "" for words."""
    both = f"{kind} {name}"
    for pattern, code in SEALED:
        if pattern.search(kind) or (name and pattern.search(name)):
            return code
    if kind in REPORTS:
        return ""
    if kind in READABLE or (kind.startswith("text/") and not name):
        is_file = shown_as.startswith("attachment") and bool(name)
        return "attachment" if is_file or is_binary(data) else ""
    family = kind.partition("/")[0]
    if family in CODES:
        return CODES[family]
    if ARCHIVE.search(kind) or (name and ARCHIVE.search(name)):
        return "archive"
    return "picture" if PICTURE.search(both) else "attachment"


def is_binary(data: bytes) -> bool:
    """Whether something that calls itself text is none."""
    return data.startswith(BEGINNINGS)
