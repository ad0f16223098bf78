"""What an accepted enquiry consists of: its row and its first message."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from secrets import token_hex
from typing import Any
from uuid import UUID

from contacts.enquiries.actions.routes import promise_for, take_route
from contacts.enquiries.models.pages import form_hash
from contacts.enquiries.page_codes import code_hash, new_code
from contacts.enquiries.promise import first_step
from contacts.enquiries.routing import Route
from contacts.mail.models.address_hash import phone_hash
from contacts.models import (
    Author,
    Channel,
    ConsentText,
    Enquiry,
    Message,
    address_hash,
)
from portal.lib.tokens import new_reference, token_hash
from trials.models import Study, StudySite

# Grows with every change of the consent's words; stored with each enquiry.
CONSENT_VERSION = "2026-12"


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
    age_group: str = ""
    channel: str = Channel.EITHER
    call_times: str = ""
    may_leave_voicemail: bool = False
    is_discreet: bool = False
    wants_link_only: bool = False


def new_enquiry(
    study: Study,
    site: StudySite | None,
    enquirer: Enquirer,
    key: UUID,
    fingerprint: str,
    now: datetime,
    where: Route,
    agreed: str = "",
) -> Enquiry:
    """Return the row to be written, with a date by which somebody answers."""
    word = token_hex(32)
    due, office = promise_for(site, now)
    action, action_at = first_step(now, due, office)
    # No mail can carry the link to the page, so a code has to.
    code = "" if enquirer.email else new_code()
    enquiry = Enquiry(
        reference=new_reference(),
        token_hash=token_hash(word),
        page_secret=word,
        key_hash=form_hash(key),
        content_hash=fingerprint,
        code=code,
        code_hash=code_hash(code) if code else None,
        study=study,
        site=site,
        email_hash=address_hash(enquirer.email),
        phone_hash=phone_hash(enquirer.phone),
        **consent_to(agreed, enquirer.language, now),
        consented_at=now,
        created_at=now,
        answer_due_on=due.day,
        answer_due_at=due.at,
        next_action=action,
        next_action_at=action_at,
        **asdict(enquirer),
    )
    take_route(enquiry, where)
    bring_team(enquiry, site)
    return enquiry


def bring_team(enquiry: Enquiry, site: StudySite | None) -> None:
    """Let an enquiry that its site's team has know the team, not its number alone."""
    team = getattr(site, "answering_team", None)
    if team and team.pk == enquiry.team_id:
        enquiry.team = team


def consent_to(words: str, language: str, now: datetime) -> dict[str, Any]:
    """Return the fields of a consent: its version, and its very words for ever."""
    if not words:
        return {"consent_version": CONSENT_VERSION, "consent_text": None}
    kept = ConsentText.objects.keep(words, language, now)
    return {"consent_version": kept.hash[:12], "consent_text": kept}


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
