"""One function per e-mail; each has subject.txt, body.txt and body.html.

Subjects name the reference and never a condition or a person: they are seen on lock
screens and in shared mailboxes.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr
from uuid import uuid4

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from contacts.enquiries.models.pages import page_secret
from contacts.models import Enquiry, OutgoingEmail, Queue, Team
from portal.lib.cldr import language_name


@dataclass(frozen=True)
class Rendered:
    """An e-mail's words."""

    subject: str
    text: str
    html: str


def render(name: str, language: str, **context: object) -> Rendered:
    """Render the triplet `emails/<name>/` in one language."""
    with translation.override(language):
        values = {
            "portal_name": settings.PORTAL_NAME,
            "portal_url": settings.PUBLIC_URL,
            "language": language,
            **context,
        }
        subject = render_to_string(f"emails/{name}/subject.txt", values)
        text = render_to_string(f"emails/{name}/body.txt", values)
        return Rendered(
            subject=" ".join(subject.split()),
            text=text.strip() + "\n",
            html=render_to_string(f"emails/{name}/body.html", values),
        )


def absolute(view: str, language: str, *args: str) -> str:
    """Return a page's full address; a mail never trusts a request's host."""
    with translation.override(language):
        return settings.PUBLIC_URL + reverse(view, args=args)


def enquiry_to_team(enquiry: Enquiry, text: str) -> Rendered:
    """Tell the team what somebody asks, and where to answer."""
    staff_language = Team.objects.language_for(enquiry.site)
    return render(
        "enquiry_to_team",
        staff_language,
        enquiry=enquiry,
        text=text,
        sender_language=language_name(enquiry.language, staff_language),
        console_url=absolute(
            "contacts:enquiry_detail", staff_language, enquiry.reference
        ),
    )


def status_url(enquiry: Enquiry) -> str:
    """Return the full address of the family's page."""
    word = page_secret(enquiry)
    return absolute("contacts:enquiry_status", enquiry.language, word)


def copy_to_sender(enquiry: Enquiry, text: str) -> Rendered:
    """Give the person their own words back, with the link to their page."""
    return render(
        "copy_to_sender",
        enquiry.language,
        enquiry=enquiry,
        text=text,
        status_url=status_url(enquiry),
        study_url=absolute(
            "trials:study_detail", enquiry.language, enquiry.study.registry_id
        ),
    )


def outgoing(
    purpose: str,
    words: Rendered,
    *,
    to_address: str,
    now: datetime,
    reply_to: str = "",
    queue: str = Queue.ENQUIRIES,
    headers: dict[str, str] | None = None,
) -> OutgoingEmail:
    """Return an unsaved outbox row with a Message-ID of its own."""
    return OutgoingEmail(
        purpose=purpose,
        to_address=to_address,
        reply_to=reply_to,
        subject=words.subject,
        body_text=words.text,
        body_html=words.html,
        message_id=f"<{uuid4().hex}@{mail_domain()}>",
        headers=json.dumps(headers) if headers else "",
        queue=queue,
        created_at=now,
    )


def bare_sender() -> str:
    """Return the address that our mails come from, without the portal's name."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def mail_domain() -> str:
    """Return the domain that our mails come from, for their ids."""
    return bare_sender().rpartition("@")[2] or "localhost"
