"""An e-mail's words made of subject.txt, body.txt and body.html, and its row.

What each e-mail says stands in the `sentences` of the rooms.
"""

import json
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from contacts.mail.batches.packing import bare
from contacts.mail.batches.queues import Queue
from contacts.mail.kinds import KINDS, Purpose
from contacts.mail.late.words import OfShared, Rendered, ToWrite
from contacts.mail.models.outbox import OutgoingEmail
from contacts.mail.ways import Way
from portal.database.bare import new_like
from portal.hospital.says import hospital_says, portal_name
from portal.hospital.whole_address import whole_address
from portal.pages.languages import in_own_digits

# For readers of templates; each mail is kept as it was sent.
INDENT = re.compile(r"\n\s+")


def render(name: str, language: str, **context: object) -> Rendered:
    """Render the triplet `emails/<name>/` in one language."""
    ours = {"portal_name": portal_name(), "portal_url": settings.PUBLIC_URL}
    values = {**ours, "language": language, **context}
    with translation.override(language):
        subject = in_own_digits(render_to_string(f"emails/{name}/subject.txt", values))
        text = in_own_digits(render_to_string(f"emails/{name}/body.txt", values))
        # The same words stand above the mail itself.
        values["subject"] = " ".join(subject.split())
        return Rendered(
            subject=values["subject"],
            text=text.strip() + "\n",
            html=INDENT.sub("\n", render_to_string(f"emails/{name}/body.html", values)),
        )


def absolute(view: str, language: str, *args: str) -> str:
    """Return a page's full address; a mail never trusts a request's host."""
    with translation.override(language):
        return whole_address(reverse(view, args=args))


def render_letter(
    language: str,
    subject: str,
    paragraphs: list[str],
    *,
    ways: Sequence[Way] = (),
    quote: str = "",
    ending: str = "",
    small: Sequence[str] = (),
    is_neutral: bool = False,
) -> Rendered:
    """Render plain paragraphs, a quotation, what the mail leads to.

    A neutral one does not say whose it is.
    """
    return render(
        "letter",
        language,
        subject=subject,
        paragraphs=paragraphs,
        ways=ways,
        quote=quote,
        ending=ending,
        small=small,
        is_neutral=is_neutral,
    )


def outgoing(
    purpose: str,
    words: Rendered | ToWrite | OfShared,
    *,
    to_address: str,
    now: datetime,
    reply_to: str = "",
    headers: dict[str, str] | None = None,
) -> OutgoingEmail:
    """Return an unsaved outbox row with a Message-ID of its own."""
    return OutgoingEmail(
        purpose=purpose,
        to_address=to_address,
        reply_to=reply_to,
        message_id=new_message_id(mail_domain()),
        created_at=now,
        **words.as_fields(
            KINDS[Purpose(purpose)].queue, json.dumps(headers) if headers else ""
        ),
    )


def outgoing_to_many(
    purpose: str, letters: Iterable[tuple[str, OfShared]], now: datetime
) -> list[OutgoingEmail]:
    """Return unsaved rows for many readers, by their addresses."""
    first = outgoing(purpose, Rendered("", "", ""), to_address="", now=now)
    queue, domain = Queue(first.queue), mail_domain()
    return [
        new_like(
            first,
            to_address=to_address,
            message_id=new_message_id(domain),
            **words.as_fields(queue, ""),
        )
        for to_address, words in letters
    ]


def new_message_id(domain: str) -> str:
    """Return an id that no other e-mail has."""
    return f"<{uuid4().hex}@{domain}>"


def bare_sender() -> str:
    """Return the address that our mails come from, without the portal's name."""
    return bare(hospital_says("DEFAULT_FROM_EMAIL"))


def mail_domain() -> str:
    """Return the domain that our mails come from, for their ids."""
    return bare_sender().rpartition("@")[2] or "localhost"
