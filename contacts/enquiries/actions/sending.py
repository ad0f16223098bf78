"""An enquiry is accepted, with everything that has to follow from it."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from hmac import compare_digest
from secrets import token_hex
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from contacts.enquiries.actions.posting import audit, enquiry_mail, stand_in_mails
from contacts.enquiries.models.name_index import word_hashes
from contacts.enquiries.models.pages import (
    adopt_enquiries,
    form_hash,
    page_secret,
)
from contacts.enquiries.page_codes import code_hash, new_code
from contacts.enquiries.promise import Promise, first_rung, promise
from contacts.enquiries.routing import Route, route
from contacts.enquiries.sentences import to_family, to_team
from contacts.enquiries.urgency import sounds_urgent
from contacts.models import (
    Author,
    Channel,
    DeadAddress,
    EnquirerName,
    Enquiry,
    Message,
    OutgoingEmail,
    Purpose,
    RoutedTo,
    Team,
    Verb,
    address_hash,
)
from contacts.teams.models.teams import office_of
from portal.keyring import lookup_secret
from portal.lib.businesstime import Office
from portal.lib.tokens import content_hash, new_reference, token_hash
from trials.models import Study, StudyContact, StudySite

# Grows with every change of the consent's words; stored with each enquiry.
CONSENT_VERSION = "2026-11"


@dataclass(frozen=True)
class Enquirer:
    """What the form knows of the person who writes, and how to answer them."""

    first_name: str
    last_name: str
    email: str
    phone: str
    other_language: str
    relationship: str
    person_age: int | None
    language: str
    channel: str = Channel.EITHER
    call_times: str = ""
    may_leave_voicemail: bool = False
    is_discreet: bool = False
    wants_link_only: bool = False


@dataclass(frozen=True)
class Accepted:
    """An enquiry and the secret of its page.

    `is_new` is false for a form that came twice; `is_changed` is true when the
    second one said something else, which has then not been stored; `token` is "" then.
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
    adopt_enquiries()
    fingerprint = content_hash(
        lookup_secret(), study.pk, site and site.pk, enquirer, text, selfcheck
    )
    enquiry = new_enquiry(study, site, enquirer, key, fingerprint, now)
    enquiry.is_urgent = sounds_urgent(text)
    mails = render_mails(enquiry, text, now)
    try:
        write(enquiry, new_message(text, selfcheck, now), mails, now, by)
    except IntegrityError:
        first = Enquiry.objects.filter(key_hash=form_hash(key)).first()
        if first is None:
            raise
        return repeated(first, fingerprint)
    return Accepted(enquiry, enquiry.page_secret, is_new=True)


def repeated(first: Enquiry, fingerprint: str) -> Accepted:
    """Return what became of a form that came before.

    Only who knows its very words is led to its page: a form's key may be seen.
    """
    if not compare_digest(first.content_hash, fingerprint):
        return Accepted(first, "", is_new=False, is_changed=True)
    return Accepted(first, page_secret(first), is_new=False)


def is_sent(key: UUID) -> bool:
    """Whether the form with this key was accepted before."""
    return Enquiry.objects.filter(key_hash=form_hash(key)).exists()


def find_route(study: Study, site: StudySite | None) -> Route:
    """Return where an enquiry to this site goes today, past addresses that are dead."""
    contacts = living(list(study.contacts.all()))
    return route(
        [c for c in contacts if site and c.site_id == site.pk],
        [c for c in contacts if c.site_id is None],
        settings.PORTAL_DESK_EMAIL,
    )


def living(contacts: list[StudyContact]) -> list[StudyContact]:
    """Return the contacts whose address has not refused mail for good."""
    hashes = {c: address_hash(c.email) for c in contacts}
    dead = DeadAddress.objects.filter(address_hash__in=set(hashes.values()))
    gone = set(dead.values_list("address_hash", flat=True))
    return [contact for contact in contacts if hashes[contact] not in gone]


def promise_for(site: StudySite | None, now: datetime) -> tuple[Promise, Office]:
    """Return by when the site's team answers what comes in now, and its office."""
    team = Team.objects.answering_for(site)
    office = office_of(team, site)
    days = team.answer_days if team else None
    return promise(now, days or settings.ANSWER_WORKING_DAYS, office), office


def new_enquiry(
    study: Study,
    site: StudySite | None,
    enquirer: Enquirer,
    key: UUID,
    fingerprint: str,
    now: datetime,
) -> Enquiry:
    """Return the row to be written, with a date by which somebody answers."""
    where, word = find_route(study, site), token_hex(32)
    due, office = promise_for(site, now)
    action, action_at = first_rung(due, office)
    # No mail can carry the link to the page, so a code has to.
    code = "" if enquirer.email else new_code()
    return Enquiry(
        reference=new_reference(),
        token_hash=token_hash(word),
        page_secret=word,
        key_hash=form_hash(key),
        content_hash=fingerprint,
        code=code,
        code_hash=code_hash(code) if code else None,
        study=study,
        site=site,
        routed_to=where.kind,
        team_email=where.email,
        email_hash=address_hash(enquirer.email),
        consent_version=CONSENT_VERSION,
        consented_at=now,
        created_at=now,
        answer_due_on=due.day,
        answer_due_at=due.at,
        next_action=action,
        next_action_at=action_at,
        **asdict(enquirer),
    )


def new_message(text: str, selfcheck: dict[str, Any] | None, now: datetime) -> Message:
    """Return the conversation's first entry, with the answers that were sent along."""
    answers = json.dumps(selfcheck, ensure_ascii=False) if selfcheck else ""
    return Message(
        author=Author.ENQUIRER,
        body=text,
        selfcheck=answers,
        created_at=now,
        released_at=now,
    )


def render_mails(enquiry: Enquiry, text: str, now: datetime) -> list[OutgoingEmail]:
    """Return the mails to the team and the copy, rendered and not yet stored."""
    copy = to_family.copy_to_sender(enquiry, text)
    first = to_team.enquiry_to_team(enquiry, text)
    mails = [
        enquiry_mail(enquiry, Purpose.ENQUIRY_TO_TEAM, first, enquiry.team_email, now),
        enquiry_mail(enquiry, Purpose.COPY_TO_SENDER, copy, enquiry.email, now),
        *stand_in_mails(enquiry, now),
    ]
    return [mail for mail in mails if mail.to_address]


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
        mail.enquiry, mail.entry = enquiry, message
    OutgoingEmail.objects.bulk_create(mails)
    EnquirerName.objects.bulk_create(
        EnquirerName(enquiry=enquiry, word_hash=one)
        for one in word_hashes(enquiry.first_name, enquiry.last_name)
    )
    routed_to = RoutedTo(enquiry.routed_to).value
    audit(enquiry, Verb.ENQUIRY_SENT, now, by, routed_to=routed_to)
