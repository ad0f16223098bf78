"""The enquiries of the inbox's bench: few as they are shown, and many behind them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import uuid4

from django.db import connection

from bench.rows import Values, write_rows
from contacts.enquiries.models.name_index import word_hashes
from contacts.inbox.marks.filling import FROM, mark_enquiries, marks_under
from contacts.inbox.marks.hashing import NO_TEAM
from contacts.models import (
    Author,
    EmailState,
    EnquirerName,
    Enquiry,
    Message,
    OutgoingEmail,
    Purpose,
    SearchMark,
)

# Fifty of each of five kinds, all at one site; the rest lies spread over all sites.
FEW = 250
# Whose beginnings differ as names do, from "ba" to "zu" twice.
SOUNDS = [f"{one}{other}" for one in "bdfgklmnprstvwz" for other in "aeiou"]
# So many families of the many are told apart.
FAMILIES = len(SOUNDS) ** 2
LATER = datetime(2100, 1, 1, tzinfo=UTC)
NEWEST = datetime(2026, 11, 24, tzinfo=UTC)
BETWEEN = timedelta(minutes=7)
# The many came before the weeks that figures count: these tell of as many each time.
BEFORE = timedelta(weeks=20)
WORDS = "Is there a place for a nine-year-old? " * 5
LETTER = {"subject": "ENQ", "body_text": WORDS * 10, "body_html": WORDS * 20}


@dataclass(frozen=True)
class Person:
    """Who writes, as it is kept."""

    first: str
    last: str
    email: str
    phone: str


def fill(sites: list[Any], users: list[Any], there: int, count: int) -> None:
    """Add enquiries of every state until there are `count`, with all beside them."""
    numbers = range(there, count)
    write_rows(like(sites[0]), (changes(sites, users, one) for one in numbers))
    write_rows(EnquirerName(), names(numbers))
    at = {"created_at": NEWEST, "released_at": NEWEST}
    said = Message(author=Author.ENQUIRER, body=WORDS, **at)
    write_rows(said, conversations(numbers))
    sent = {"state": EmailState.SENT, "created_at": NEWEST, "sent_at": NEWEST}
    write_rows(OutgoingEmail(words=LETTER, **sent), mails(numbers))
    if count > FROM:
        write_rows(SearchMark(), marks(numbers))
        Enquiry.objects.filter(pk__gt=there).update(marked_for=NO_TEAM)
        # Those that were there before, as the job does it.
        while mark_enquiries():
            pass
    if connection.vendor == "postgresql":
        # Its own autovacuum does so a minute later.
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def like(site: Any) -> Enquiry:
    """Return what all of them have in common."""
    return Enquiry(
        content_hash="x",
        study=site.study,
        routed_to="SITE_CONTACT",
        team_email="site@hospital.example",
        first_name="Lena",
        relationship="MYSELF",
        language="en",
        consent_version="bench",
    )


def changes(sites: list[Any], users: list[Any], number: int) -> Values:
    """Return what one has for itself: waiting, answered, put off, or over as most are.

    Few are called Fischer; everybody is called Lena.
    """
    is_early = number < FEW
    created = NEWEST - BETWEEN * number - (timedelta() if is_early else BEFORE)
    state = ("WAITING", "ANSWERED", "ANSWERED", "CLOSED", "CLOSED")[number % 5]
    is_over = state == "CLOSED"
    word = f"{number:08X}"
    owner = users[number % len(users)] if is_early or number % 13 == 0 else None
    who = person(number)
    return {
        "id": number + 1,
        "reference": f"ENQ-{word[:4]}-{word[4:]}-0000",
        "token_hash": uuid4().hex * 2,
        # A form is known by it; each message would adopt those that have none.
        "key_hash": uuid4().hex * 2,
        "idempotency_key": uuid4(),
        "site_id": sites[0 if is_early else number % len(sites)].pk,
        "last_name": who.last,
        "email": who.email,
        # Nobody wrote before: what one family asked stands beside each of its own.
        "email_hash": f"{number:064x}",
        "phone": who.phone,
        "consented_at": created,
        "created_at": created,
        "first_answered_at": created if asked_again(number) else None,
        "opened_at": None if (unread := is_unread(number)) else created,
        "is_unread": unread,
        "state": state,
        "owner_id": owner.pk if owner else None,
        "claimed_at": created if owner else None,
        "snoozed_until": LATER if number % 5 == 2 else None,
        "answer_due_on": created.date() + timedelta(days=3),
        "answer_due_at": created + timedelta(days=3),
        "closed_at": created if is_over else None,
        "outcome": "INFORMED" if is_over else "",
        "next_action": "ERASE" if is_over else "REMIND_TEAM",
        "next_action_at": created + timedelta(days=400),
    }


def asked_again(number: int) -> bool:
    """Whether a team has answered it, and the family wrote once more: few who wait."""
    return number % 50 == 0


def conversations(numbers: Iterable[int]) -> Iterator[Values]:
    """Yield what was said: by most families a question."""
    for number in numbers:
        yield {"enquiry_id": number + 1}
        if asked_again(number):
            for minutes, author in ((1, Author.SITE_TEAM), (2, Author.ENQUIRER)):
                at = NEWEST + timedelta(minutes=minutes)
                yield {"enquiry_id": number + 1, "author": author, "created_at": at}


def mails(numbers: Iterable[int]) -> Iterator[Values]:
    """Yield the two mails of each that were sent when it came."""
    for number in numbers:
        for purpose in (Purpose.ENQUIRY_TO_TEAM, Purpose.COPY_TO_SENDER):
            yield {
                "enquiry_id": number + 1,
                "purpose": purpose,
                "to_address": person(number).email,
                "message_id": f"<{purpose}.{number}@bench>",
            }


def is_unread(number: int) -> bool:
    """Whether nobody has opened it."""
    return number % (2 if number < FEW else 7) == 0


def person(number: int) -> Person:
    """Return who wrote; each of the many families wrote several times."""
    if number < FEW:
        last = "Fischer" if number < 10 else f"Fischer{number}"
        return Person("Lena", last, "lena@families.example", "+49 30 901820")
    rest, first = divmod(number % FAMILIES, len(SOUNDS))
    last = f"{SOUNDS[first]}{SOUNDS[rest]}".title()
    address = f"{last.lower()}@families.example"
    return Person("Lena", last, address, f"+49 30 {number % FAMILIES:06}")


def names(numbers: Iterable[int]) -> Iterator[Values]:
    """Yield the words of their names."""
    for number in numbers:
        for word in hashes_of(person(number)):
            yield {"enquiry_id": number + 1, "word_hash": word}


@lru_cache(maxsize=FAMILIES)
def hashes_of(who: Person) -> list[str]:
    """Return the hashes of somebody's names, worked out once."""
    return word_hashes(who.first, who.last)


def marks(numbers: Iterable[int]) -> Iterator[Values]:
    """Yield the marks by which a search finds them among many."""
    for number in numbers:
        for mark in marks_of(person(number)):
            yield {"enquiry_id": number + 1, "mark": mark}


@lru_cache(maxsize=FAMILIES)
def marks_of(who: Person) -> set[int]:
    """Return somebody's marks, worked out once."""
    return marks_under(NO_TEAM, [who.first, who.last, who.email, who.phone])
