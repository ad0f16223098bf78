"""An enquiry as its family follows it: what is told of it is read once.

What most of them have is asked by queries that are composed once; for what few have,
the enquiry's own row tells whether there is any.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from contacts.models import (
    AgreedCall,
    AuditEvent,
    CallAttempt,
    Enquiry,
    InboundEmail,
    Merging,
    Message,
    OutgoingEmail,
    Verb,
)
from portal.database.known_sql import KnownQuery
from trials.models.studies import LONG_READING

# What the audit knows and a family may see: what happened, and who looked.
STEPS = (
    *(Verb.ENQUIRY_OPENED, Verb.ENQUIRY_PASSED_ON, Verb.ENQUIRY_REROUTED),
    *(Verb.SITE_OFFERED, Verb.ENQUIRY_CLOSED, Verb.ENQUIRY_REOPENED),
)
LOOKS = (Verb.ENQUIRY_OPENED, Verb.ENQUIRY_READ, Verb.TEAM_LINK_OPENED)
# Of more looks than that nobody reads; the file to download holds all.
MOST = 200
# What few have, by the name under which a row tells whether it does.
RARE: dict[str, QuerySet[Any]] = {
    "has_calls": CallAttempt.objects.filter(enquiry=OuterRef("pk")),
    # Open or not: SQLite would plan the whole anew for a state, at each question.
    "has_agreed_calls": AgreedCall.objects.filter(enquiry=OuterRef("pk")),
    "has_others": InboundEmail.objects.others().filter(enquiry=OuterRef("pk")),
    "has_merged": Merging.objects.filter(into=OuterRef("pk")),
}


def as_followed(hashed: str) -> QuerySet[Enquiry]:
    """Return what a secret link leads to, with all that its pages name."""
    places = ("site", "offered_site", "suggested_site")
    found = Enquiry.objects.select_related("study", *places, "merging")
    found = found.defer(*(f"study__{name}" for name in LONG_READING))
    told = {name: Exists(rows) for name, rows in RARE.items()}
    return found.filter(token_hash=hashed).annotate(**told)


def told_of(reference: str) -> QuerySet[AuditEvent]:
    """Return all that happened, and the newest looks."""
    known = AuditEvent.objects.filter(reference=reference)
    looks = known.filter(verb__in=LOOKS).order_by("-at").values("pk")[:MOST]
    found = known.filter(Q(verb__in=STEPS) | Q(pk__in=looks))
    return found.only("at", "verb", "by", "detail")


def mails_of(key: int) -> QuerySet[OutgoingEmail]:
    """Return its mails without their words."""
    found = OutgoingEmail.objects.filter(enquiry=key)
    return found.only("purpose", "state", "sent_at", "last_error")


FOLLOWED = KnownQuery(as_followed, str)
EVENTS = KnownQuery(told_of, str)
MAILS = KnownQuery(mails_of, int)
MESSAGES = KnownQuery(lambda key: Message.objects.filter(enquiry=key), int)


@dataclass
class Course:
    """All that is told of an enquiry at a moment."""

    enquiry: Enquiry
    now: datetime

    @cached_property
    def mails(self) -> list[OutgoingEmail]:
        """How far each mail came, in their order."""
        return MAILS.rows(self.enquiry.pk)

    @cached_property
    def events(self) -> list[AuditEvent]:
        """What the audit knows, in its order."""
        return EVENTS.rows(self.enquiry.reference)

    @cached_property
    def messages(self) -> list[Message]:
        """What was said and cannot be taken back any more."""
        found = MESSAGES.rows(self.enquiry.pk)
        return [one for one in found if one.released_at <= self.now]

    @cached_property
    def calls(self) -> list[CallAttempt]:
        """Which calls the team tried."""
        return self.rare("has_calls", lambda one: one.calls.all())

    @cached_property
    def agreed_calls(self) -> list[AgreedCall]:
        """For when a call is agreed on."""
        return self.rare("has_agreed_calls", lambda one: one.agreed_calls.still_open())

    @cached_property
    def others(self) -> list[InboundEmail]:
        """What was written from addresses that nobody knows."""
        return self.rare("has_others", lambda one: one.inbound.others())

    @cached_property
    def merged(self) -> list[str]:
        """References of those that became a part of it."""
        asked = "enquiry__reference"
        told = self.rare("has_merged", lambda one: one.merged.values_list(asked))
        return [reference for (reference,) in told]

    def rare(
        self, name: str, ask: Callable[[Enquiry], QuerySet[Any, Any]]
    ) -> list[Any]:
        """Return rows, where it is not told that there are none."""
        return list(ask(self.enquiry)) if getattr(self.enquiry, name, True) else []
