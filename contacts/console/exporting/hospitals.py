"""All that the portal holds of one hospital, as the files of one archive.

The format is written down in docs/export.md; what changes in it raises `FORMAT`.
"""

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import StringIO
from typing import Any

from django.db.models import QuerySet

from contacts.console.exporting.records import enquiry_record, record
from contacts.console.exporting.streams import Member, as_json
from contacts.models import Enquiry, Facility, Membership, Message
from contacts.teams.roster.cells import harmless
from portal.hospital.says import portal_name

FORMAT = 1
CHUNK = 200
README = """All that {portal} holds of {hospital}, taken {at}.

hospital.json   the hospital, its names, places and team
enquiries.csv   one line for each enquiry
messages.csv    one line for each message of a conversation
enquiries/      one file for each enquiry: everything that is stored of it
manifest.json   the SHA-256 of each file

Format {format}; times are in UTC. It holds health data of families.
"""
ENQUIRY_COLUMNS = (
    *("reference", "created_at", "state", "outcome", "first_name", "last_name"),
    *("email", "phone", "language", "relationship", "person_age"),
    *("answer_due_on", "first_answered_at", "closed_at"),
)
MESSAGE_COLUMNS = ("author", "created_at", "body")


def enquiries_of(hospital: Facility) -> QuerySet[Enquiry]:
    """Return every enquiry that was sent to one of a hospital's places."""
    places = hospital.places.confirmed().values("site")
    found = Enquiry.objects.filter(site__in=places)
    return found.select_related("study", "site", "team", "owner").order_by("pk")


def hospital_members(hospital: Facility, now: datetime) -> Iterator[Member]:
    """Return the archive's files, each with its content in pieces."""
    about = {"portal": portal_name(), "hospital": str(hospital)}
    words = README.format(**about, at=f"{now:%Y-%m-%d %H:%M} UTC", format=FORMAT)
    yield "README.txt", [words.encode()]
    yield "hospital.json", [as_json(hospital_record(hospital, now))]
    enquiries = enquiries_of(hospital)
    yield "enquiries.csv", enquiry_lines(enquiries)
    yield "messages.csv", message_lines(enquiries)
    for enquiry in enquiries.iterator(chunk_size=CHUNK):
        yield f"enquiries/{enquiry.reference}.json", [as_json(enquiry_record(enquiry))]


def hospital_record(hospital: Facility, now: datetime) -> dict[str, Any]:
    """Return the hospital itself, and who answers for it."""
    places = hospital.places.confirmed().select_related("site__study")
    return {
        "format": FORMAT,
        "taken_at": now,
        **record(hospital),
        "names": [record(one) for one in hospital.names.all()],
        "places": [
            {
                "study": one.site.study.registry_id,
                "place": str(one.site),
                "confirmed_at": one.confirmed_at,
            }
            for one in places
        ],
        "team": team_record(hospital),
    }


def team_record(hospital: Facility) -> dict[str, Any] | None:
    """Return the team that answers for a hospital, with its members."""
    team = hospital.team
    if team is None:
        return None
    members = Membership.objects.filter(team=team).select_related("user")
    return {
        **record(team),
        "members": [{**record(one), "email": one.user.email} for one in members],
        "mailboxes": [record(one) for one in team.mailboxes.all()],
    }


def enquiry_lines(enquiries: QuerySet[Enquiry]) -> Iterator[bytes]:
    """Return the list of enquiries as CSV."""
    yield csv_line(("study", "place", *ENQUIRY_COLUMNS))
    for one in enquiries.iterator(chunk_size=CHUNK):
        values = [getattr(one, name) for name in ENQUIRY_COLUMNS]
        yield csv_line((one.study.registry_id, one.place_name, *values))


def message_lines(enquiries: QuerySet[Enquiry]) -> Iterator[bytes]:
    """Return what was said as CSV, conversation by conversation."""
    yield csv_line(("reference", *MESSAGE_COLUMNS))
    said = Message.objects.filter(enquiry__in=enquiries.values("pk"))
    ordered = said.select_related("enquiry").order_by("enquiry", "pk")
    for one in ordered.iterator(chunk_size=CHUNK):
        values = [getattr(one, name) for name in MESSAGE_COLUMNS]
        yield csv_line((one.enquiry.reference, *values))


def csv_line(values: Iterable[object]) -> bytes:
    """Return one line that no spreadsheet takes for formulas."""
    line = StringIO()
    csv.writer(line).writerow([harmless(value) for value in values])
    return line.getvalue().encode()
