"""Who saw or got what between two times: the audit and the mails, as one list."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from contacts.console.auditing.lines import CHUNK, LineByLine, utc_text
from contacts.console.auditing.names import EventNames, references_of
from contacts.models import AuditEvent, OutgoingEmail, Verb
from contacts.teams.roster.cells import harmless
from portal.audit.known_deeds import ERASED

COLUMNS = ("at", "how", "who", "what", "enquiry", "detail", "may_hold_it")
# Of one enquiry.
SEEN = (
    *(Verb.ENQUIRY_OPENED, Verb.ENQUIRY_READ, Verb.TEAM_LINK_OPENED),
    Verb.FAMILY_EXPORTED,
    *(Verb.ENQUIRY_ANSWERED, Verb.ENQUIRY_REROUTED, Verb.ENQUIRY_PASSED_ON),
)
# Of many at once: whichever enquiry is asked for, it may have been among them.
SEEN_TOGETHER = (
    *(Verb.ENQUIRIES_LISTED, Verb.SEARCH_MADE, Verb.ENQUIRY_EXPORTED),
    *(Verb.HOSPITAL_EXPORTED, Verb.INCIDENT_OPENED, Verb.INCIDENT_EXPORTED),
    *(Verb.PAGE_OPENED, Verb.TEAMS_EXPORTED, Verb.AUDIT_EXPORTED),
)
# Of none: who came in, and who was kept out.
AT_THE_DOOR = (Verb.ACCESS_REFUSED, Verb.SIGNED_IN, Verb.SIGN_IN_FAILED)


@dataclass(frozen=True)
class AskedIncident:
    """What the desk asks for; empty words ask for all."""

    begin: datetime
    end: datetime
    by: str = ""
    enquiry: str = ""


@dataclass(frozen=True, order=True)
class Sighting:
    """Somebody saw or got something."""

    at: datetime
    how: str
    who: str
    what: str
    enquiry: str
    detail: str = ""
    # Nobody recorded which enquiries a list held.
    may_hold_it: bool = False


def sightings(asked: AskedIncident) -> Iterator[Sighting]:
    """Return all of them in the order of their times."""
    return merge(seen(asked), got(asked))


def seen(asked: AskedIncident) -> Iterator[Sighting]:
    """Return what was opened, listed, exported or refused."""
    rows = seen_events(asked).iterator(chunk_size=CHUNK)
    while events := list(islice(rows, CHUNK)):
        names = EventNames(events)
        for one in events:
            yield Sighting(
                one.at,
                how_seen(one.verb),
                names.doer(one.by),
                one.get_verb_display(),
                shown_reference(one.reference),
                names.details(one),
                may_hold_it=one.verb in SEEN_TOGETHER,
            )


def how_seen(verb: str) -> str:
    """Return whether somebody saw something, came in or was refused."""
    if verb == Verb.SIGNED_IN:
        return _("came in")
    return _("refused") if verb in AT_THE_DOOR else _("seen")


def seen_events(asked: AskedIncident) -> QuerySet[AuditEvent]:
    """Return the events of an incident."""
    found = AuditEvent.objects.filter(at__gte=asked.begin, at__lte=asked.end)
    of_one = Q(verb__in=SEEN)
    together = Q(verb__in=(*SEEN_TOGETHER, *AT_THE_DOOR))
    if asked.enquiry:
        of_one = Q(reference__in=references_of(asked.enquiry))
    if asked.by:
        found = found.filter(by=asked.by)
    return found.filter(of_one | together).order_by("at", "pk")


def got(asked: AskedIncident) -> Iterator[Sighting]:
    """Return the mails that a mail server took over, with where they went."""
    if asked.by:
        return
    mails = OutgoingEmail.objects.filter(sent_at__range=(asked.begin, asked.end))
    if asked.enquiry:
        mails = mails.filter(enquiry__reference=asked.enquiry.strip().upper())
    mails = mails.select_related("enquiry").order_by("sent_at", "pk")
    for mail in mails.iterator(chunk_size=CHUNK):
        reference = mail.enquiry.reference if mail.enquiry else ""
        yield Sighting(
            mail.sent_at,
            _("got by e-mail"),
            mail.to_address,
            mail.get_purpose_display(),
            reference,
            mail.get_state_display(),
        )


def shown_reference(reference: str) -> str:
    """Return a reference; of an erased enquiry the mark that is left."""
    if reference.startswith(ERASED):
        return _("erased, %(mark)s") % {"mark": reference.removeprefix(ERASED)}
    return reference


def incident_csv(asked: AskedIncident) -> Iterator[str]:
    """Return the whole list as a file."""
    writer = csv.writer(LineByLine())
    yield writer.writerow(COLUMNS)
    for one in sightings(asked):
        values = (one.how, one.who, one.what, one.enquiry, one.detail)
        may = "yes" if one.may_hold_it else ""
        cells = (utc_text(one.at), *values, may)
        yield writer.writerow([harmless(cell) for cell in cells])
