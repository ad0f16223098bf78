"""Raw mails for tests, taken in the way that a provider's post is."""

from email.message import EmailMessage
from itertools import count
from typing import Any

from contacts.conversation.actions.letters.reading import read_letters
from contacts.mail.inbound.store import keep_post
from contacts.mail.models.posts import PostKind, RawPost
from contacts.models import InboundEmail
from tests.factories import NOW

numbers = count(1)


def raw_mail(body: str = "Thank you!", *, files: int = 0, **headers: str) -> bytes:
    """Return a plain mail; `answers_to` and other names become headers."""
    mail = EmailMessage()
    usual = {
        "message_id": f"<{next(numbers)}@x.example>",
        "from": "lena@families.example",
        "subject": "Re: Copy",
    }
    names = {
        "answers_to": "In-Reply-To",
        "sender": "From",
        "message_id": "Message-ID",
    }
    if "sender" in headers:
        del usual["from"]
    for name, value in {**usual, **headers}.items():
        if value:
            mail[names.get(name, name.replace("_", "-").title())] = value
    mail.set_content(body)
    for number in range(files):
        name = f"scan{number}.pdf"
        mail.add_attachment(
            b"%PDF", maintype="application", subtype="pdf", filename=name
        )
    return mail.as_bytes()


def keep(raw: bytes, to: str, now=NOW) -> RawPost:
    """Store a raw mail for an address, as a webhook does."""
    return keep_post(
        kind=PostKind.LETTER,
        hook="file",
        head={"to": to},
        chunks=[raw],
        size=len(raw),
        now=now,
    )


def came(
    to: str, body: str = "Thank you!", *, raw: bytes = b"", **mail: Any
) -> InboundEmail:
    """Take a mail in and place it; return its row."""
    keep(raw or raw_mail(body, **mail), to)
    read_letters(now=NOW, by="worker")
    return InboundEmail.objects.last()
