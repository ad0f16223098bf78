"""An enquiry is accepted, with everything that has to follow from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from contacts.enquiries.actions.accepting import Enquirer, new_enquiry, new_message
from contacts.enquiries.actions.posting import enquiry_mail, event_of
from contacts.enquiries.actions.routes import find_route, with_team
from contacts.enquiries.actions.team_mails.letters import ARRIVAL
from contacts.enquiries.actions.team_mails.mailing import Mailing
from contacts.enquiries.actions.team_mails.writing import write_to_team
from contacts.enquiries.actions.urgent.alarms import alarm_mails
from contacts.enquiries.actions.urgent.marking import mark_urgency
from contacts.enquiries.likeness.at_desk import with_desk
from contacts.enquiries.models.name_index import word_hashes
from contacts.enquiries.models.pages import (
    ARE_ANY_TO_ADOPT,
    adopt_enquiries,
    form_hash,
    page_secret,
)
from contacts.enquiries.routing import Route
from contacts.enquiries.sentences.late_letters import copy_of
from contacts.mail.models.outbox_rows import wake_for
from contacts.models import (
    EnquirerName,
    Enquiry,
    Message,
    Purpose,
    RoutedTo,
    Verb,
)
from contacts.ratelimits import Ticket, are_all_taken, taking
from portal.database.together import insert_together
from portal.keyring import lookup_secret
from portal.lib.tokens import content_hash
from trials.models import Study, StudySite


class NoTicketError(Exception):
    """An allowance that is used up: nothing was written."""


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
    is_rehearsal: bool = False,
    agreed: str = "",
    where: Route | None = None,
    tickets: Sequence[Ticket] = (),
    urgency: str | None = None,
) -> Accepted:
    """Store an enquiry with everything that has to follow from it, or nothing.

    One transaction writes the enquiry, its message, the mail to the team, the copy
    to the sender and an audit event. The same `key` never makes a second enquiry.
    `agreed` is the consent's very words, `selfcheck` a snapshot of answers that the
    person chose to send; a rehearsal is marked. `where` it goes, and what `urgency`
    it tells, is found out, unless a page has just done so. It takes its `tickets` with
    it, unless it came before; raises NoTicketError where one is not there.
    """
    fingerprint = content_hash(
        lookup_secret(), study.pk, site and site.pk, enquirer, text, selfcheck
    )
    place = with_team(site)
    where = where or find_route(study, place, now.date())
    enquiry = new_enquiry(study, place, enquirer, key, fingerprint, now, where, agreed)
    enquiry.is_rehearsal = is_rehearsal
    mailing = prepare_mails(enquiry, text, where, now, urgency)
    try:
        write(enquiry, new_message(text, selfcheck, now), mailing, tickets, now, by)
    except IntegrityError as error:
        return repeated(key, fingerprint, error)
    # What it brought along was for this one deed.
    enquiry.site = site
    return Accepted(enquiry, enquiry.page_secret, is_new=True)


def index_name(enquiry: Enquiry) -> list[EnquirerName]:
    """Return by what staff find it: the words of its name, of which hashes are kept."""
    return [
        EnquirerName(enquiry=enquiry, word_hash=one)
        for one in word_hashes(enquiry.first_name, enquiry.last_name)
    ]


def repeated(key: UUID, fingerprint: str, error: IntegrityError) -> Accepted:
    """Return what became of a form that came before; else raise the error.

    Only who knows its very words is led to its page: a form's key may be seen.
    """
    adopt_enquiries()
    first = Enquiry.objects.filter(key_hash=form_hash(key)).first()
    if first is None:
        raise error
    if not compare_digest(first.content_hash, fingerprint):
        return Accepted(first, "", is_new=False, is_changed=True)
    return Accepted(first, page_secret(first), is_new=False)


def is_sent(key: UUID) -> bool:
    """Whether the form with this key was accepted before."""
    return Enquiry.objects.filter(key_hash=form_hash(key)).exists()


def prepare_mails(
    enquiry: Enquiry, text: str, where: Route, now: datetime, urgency: str | None
) -> Mailing:
    """Mark an enquiry by what it says; return the mails to the team and the copy.

    They are not yet stored, and the worker writes them.
    """
    mark_urgency(enquiry, text, now, urgency)
    where = with_desk(enquiry, text, where)
    mailing = write_to_team(enquiry, ARRIVAL, where.addresses, text=text, now=now)
    if enquiry.is_urgent:
        told = {mail.to_address for mail in mailing.mails}
        mailing.mails += alarm_mails(enquiry, told, now)
    if enquiry.email:
        words = copy_of(enquiry, text)
        copy = enquiry_mail(enquiry, Purpose.COPY_TO_SENDER, words, enquiry.email, now)
        mailing.mails.append(copy)
    return mailing


@transaction.atomic
def write(
    enquiry: Enquiry,
    message: Message,
    mailing: Mailing,
    tickets: Sequence[Ticket],
    now: datetime,
    by: str,
) -> None:
    """Write all rows of one accepted enquiry; raises IntegrityError on a known key.

    The tries are the last: whoever writes from the same network waits for these rows.
    """
    message.enquiry = enquiry
    mailing.belong_to(enquiry, message)
    routed_to = RoutedTo(enquiry.routed_to).value
    asked = [taking(tickets, now=now)] if tickets else []
    to_adopt, *taken = insert_together(
        [enquiry],
        [message],
        mailing.links,
        mailing.mails,
        index_name(enquiry),
        [event_of(enquiry, Verb.ENQUIRY_SENT, now, by, routed_to=routed_to)],
        then=[ARE_ANY_TO_ADOPT, *asked],
    )
    if tickets and not are_all_taken(tickets, *taken):
        raise NoTicketError
    if to_adopt:
        # One of this very form refuses ours.
        adopt_enquiries()
    wake_for(mailing.mails)
