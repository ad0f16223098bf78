"""An enquiry is accepted, and opened by the team that it went to."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from contacts import emails
from contacts.models import (
    AuditEvent,
    Author,
    Enquiry,
    Message,
    OutgoingEmail,
    Purpose,
    RoutedTo,
    Verb,
    address_hash,
)
from contacts.routing import Route, route
from portal.lib.businesstime import add_working_days
from portal.lib.tokens import content_hash, derived_token, new_reference, token_hash
from trials.models import Study, StudySite

# Grows with every change of the consent's words; stored with each enquiry.
CONSENT_VERSION = "2026-11"


@dataclass(frozen=True)
class Enquirer:
    """What the form knows of the person who writes; clean values."""

    first_name: str
    last_name: str
    email: str
    phone: str
    other_language: str
    relationship: str
    person_age: int | None
    language: str


@dataclass(frozen=True)
class Accepted:
    """An enquiry and the secret of its page.

    `is_new` is false for a form that came twice; `is_changed` is true when the
    second one said something else, which has then not been stored.
    """

    enquiry: Enquiry
    token: str
    is_new: bool
    is_changed: bool = False


def send_enquiry(
    *,
    study: Study,
    site: StudySite | None,
    enquirer: Enquirer,
    text: str,
    key: UUID,
    now: datetime,
    by: str,
    selfcheck: dict[str, Any] | None = None,
) -> Accepted:
    """Store an enquiry with everything that has to follow from it, or nothing.

    One transaction writes the enquiry, its message, the mail to the team, the copy
    to the sender and an audit event. The same `key` never makes a second enquiry.
    `selfcheck` is a snapshot of answers that the person chose to send.
    """
    token = derived_token(settings.SECRET_KEY, str(key))
    fingerprint = content_hash(
        settings.SECRET_KEY, study.pk, site and site.pk, enquirer, text, selfcheck
    )
    enquiry = new_enquiry(
        study, site, enquirer, find_route(study, site), key, fingerprint, token, now
    )
    mails = render_mails(enquiry, text, token, now)
    try:
        message = new_message(text, selfcheck, now)
        write(enquiry, message, mails, now, by)
    except IntegrityError:
        first = Enquiry.objects.filter(idempotency_key=key).first()
        if first is None:
            raise
        return Accepted(
            first,
            token,
            is_new=False,
            is_changed=first.content_hash != fingerprint,
        )
    return Accepted(enquiry, token, is_new=True)


def find_route(study: Study, site: StudySite | None) -> Route:
    """Return where an enquiry to this site goes today."""
    contacts = list(study.contacts.all())
    return route(
        [c for c in contacts if site and c.site_id == site.pk],
        [c for c in contacts if c.site_id is None],
        settings.PORTAL_DESK_EMAIL,
    )


def new_enquiry(
    study: Study,
    site: StudySite | None,
    enquirer: Enquirer,
    where: Route,
    key: UUID,
    fingerprint: str,
    token: str,
    now: datetime,
) -> Enquiry:
    """Return the row to be written, with a date by which somebody answers."""
    return Enquiry(
        reference=new_reference(),
        token_hash=token_hash(token),
        idempotency_key=key,
        content_hash=fingerprint,
        study=study,
        site=site,
        email_hash=address_hash(enquirer.email),
        routed_to=where.kind,
        team_email=where.email,
        consent_version=CONSENT_VERSION,
        consented_at=now,
        created_at=now,
        answer_due_on=add_working_days(
            now.date(), settings.ANSWER_WORKING_DAYS, site.country if site else ""
        ),
        **vars(enquirer),
    )


def new_message(text: str, selfcheck: dict[str, Any] | None, now: datetime) -> Message:
    """Return the conversation's first entry, with the answers that were sent along."""
    answers = json.dumps(selfcheck, ensure_ascii=False) if selfcheck else ""
    return Message(author=Author.ENQUIRER, body=text, selfcheck=answers, created_at=now)


def render_mails(
    enquiry: Enquiry, text: str, token: str, now: datetime
) -> list[OutgoingEmail]:
    """Return the mail to the team and the copy, rendered and not yet stored."""
    return [
        emails.outgoing(
            Purpose.ENQUIRY_TO_TEAM,
            emails.enquiry_to_team(enquiry, text),
            to_address=enquiry.team_email,
            reply_to=enquiry.email,
            now=now,
        ),
        emails.outgoing(
            Purpose.COPY_TO_SENDER,
            emails.copy_to_sender(enquiry, text, token),
            to_address=enquiry.email,
            now=now,
        ),
    ]


@transaction.atomic
def write(
    enquiry: Enquiry,
    message: Message,
    mails: list[OutgoingEmail],
    now: datetime,
    by: str,
) -> None:
    """Write all rows of one accepted enquiry; raises IntegrityError on a known key."""
    enquiry.save(force_insert=True)
    message.enquiry = enquiry
    message.save(force_insert=True)
    for mail in mails:
        mail.enquiry = enquiry
    OutgoingEmail.objects.bulk_create(mails)
    AuditEvent.objects.create(
        at=now,
        verb=Verb.ENQUIRY_SENT,
        by=by,
        reference=enquiry.reference,
        detail={"routed_to": RoutedTo(enquiry.routed_to).value},
    )


@transaction.atomic
def open_enquiry(*, enquiry: Enquiry, now: datetime, by: str) -> bool:
    """Record that the team has read it; true the first time."""
    opened = Enquiry.objects.filter(pk=enquiry.pk).unopened().update(opened_at=now)
    if opened:
        enquiry.opened_at = now
        AuditEvent.objects.create(
            at=now, verb=Verb.ENQUIRY_OPENED, by=by, reference=enquiry.reference
        )
    return bool(opened)
