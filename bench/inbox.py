"""The console's inbox with 50 enquiries in each tab, and with 50,000 in the database.

Both times a page shows the same number of lines, so that only finding them differs.
"""

import gc
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from statistics import quantiles
from typing import Any
from uuid import uuid4

import django

# Fifty of each of five kinds, all at one site; the rest lies spread over all sites.
FEW = 250
COUNTS = (FEW, 50_000)
# As promised: with a thousand times the enquiries not three times as slow.
MOST = 3.0
LOOKS = {
    "to answer": "",
    "mine": "?show=mine",
    "unread": "?show=unread",
    "put off": "?show=snoozed",
    "answered": "?show=answered",
    "closed": "?show=closed",
    "all": "?show=all",
    "page 3 of all": "?show=all&page=3",
    "one team's": "?show=all&team={team}",
    "by name": "?q=Fischer+Lena",
    "by a beginning": "?q=fisc",
    "by six digits": "?q=030+901820",
    "by reference": "?q=ENQ-0000-0007",
    "one enquiry": "enquiries/ENQ-0000-0005-0000/",
    "what is new": "news/?since=2026-11-20T00:00:00Z",
    "screening log": "log/",
    "figures": "figures/",
    "the month": "month/",
}
# What is done with 25 ticked ones, there and back, so that each round finds the same.
BULK = {
    "25 marked unread": {"deed": "unread"},
    "25 marked read": {"deed": "read"},
    "25 put off": {"deed": "put_off", "until": "{tomorrow}"},
    "25 taken back": {},
}
TICKED = 25
# Whose beginnings differ as names do, from "ba" to "zu" twice.
SOUNDS = [f"{one}{other}" for one in "bdfgklmnprstvwz" for other in "aeiou"]
ROUNDS = 60
# PostgreSQL takes 65,535 values in one statement.
CHUNK = 800
LATER = datetime(2100, 1, 1, tzinfo=UTC)
SITES = 8
# How many of them each kind of member answers for; the desk sees all.
SHARES = {"a site": 1, "five sites": 5, "the desk": 0}


def measure(environment: dict[str, str], name: str) -> bool:
    """Print the inbox's times on a bench server's database; false if too slow."""
    print(f"Inbox on {name}, milliseconds, 95th percentile", flush=True)
    command = [sys.executable, "-m", "bench.inbox"]
    return subprocess.run(command, env=environment, check=False).returncode == 0


def main() -> int:
    """Fill the database step by step and look at the inbox after each."""
    django.setup()
    from tests import factories  # noqa: PLC0415 - needs the apps

    study = factories.Study(registry_id="NCT90099999")
    sites = [factories.site_with_contact(study=study) for _ in range(SITES)]
    users = {
        who: factories.staff(sites[:share], is_desk=not share)
        for who, share in SHARES.items()
    }
    found: dict[tuple[str, str], list[float]] = {}
    there = 0
    for count in COUNTS:
        fill(sites, list(users.values()), there, count)
        there = count
        mark_all()
        for who, user in users.items():
            for look, slow in times(user).items():
                found.setdefault((who, look), []).append(slow)
    for (who, look), (few, many) in found.items():
        ratio = many / few
        mark = "   TOO SLOW" if ratio > MOST else ""
        print(f"  {who + ',':11} {look:16} {few:7.1f} {many:7.1f} {ratio:6.2f} ×{mark}")
    return int(any(many / few > MOST for few, many in found.values()))


def fill(sites: list, users: list, there: int, count: int) -> None:
    """Add enquiries of every state until there are `count`."""
    from contacts.enquiries.models.name_index import word_hashes  # noqa: PLC0415
    from contacts.models import EnquirerName, Enquiry  # noqa: PLC0415

    for begin in range(there, count, CHUNK):
        numbers = range(begin, min(begin + CHUNK, count))
        rows = [enquiry(sites, users, number) for number in numbers]
        for number, row in zip(numbers, rows, strict=True):
            if number >= FEW:
                call_otherwise(row, number)
        rows = Enquiry.objects.bulk_create(rows)
        EnquirerName.objects.bulk_create(
            EnquirerName(enquiry=row, word_hash=one)
            for row in rows
            for one in word_hashes(row.first_name, row.last_name)
        )


def call_otherwise(row: Any, number: int) -> None:
    """Give one of the many a name, an address and a number of its own."""
    first, rest = SOUNDS[number % 75], number // 75
    row.last_name = f"{first}{SOUNDS[rest % 75]}{SOUNDS[rest // 75 % 75]}".title()
    row.email = f"{row.last_name.lower()}@families.example"
    row.phone = f"+49 30 {number:06}"


def mark_all() -> None:
    """Give all of them their marks, as the job does in turns."""
    from contacts.inbox.marks.filling import mark_enquiries  # noqa: PLC0415

    while mark_enquiries(limit=CHUNK):
        pass


def enquiry(sites: list, users: list, number: int) -> object:
    """Return one unsaved enquiry: waiting, answered, put off, or over as most are.

    Few are called Fischer; everybody is called Lena.
    """
    from contacts.models import Enquiry  # noqa: PLC0415

    is_early = number < FEW
    created = datetime(2026, 11, 24, tzinfo=UTC) - timedelta(minutes=7 * number)
    state = ("WAITING", "ANSWERED", "ANSWERED", "CLOSED", "CLOSED")[number % 5]
    is_over = state == "CLOSED"
    word = f"{number:08X}"
    site = sites[0 if is_early else number % len(sites)]
    owner = users[number % len(users)] if is_early or number % 13 == 0 else None
    is_unread = number % (2 if is_early else 7) == 0
    return Enquiry(
        reference=f"ENQ-{word[:4]}-{word[4:]}-0000",
        token_hash=uuid4().hex * 2,
        content_hash="x",
        study=site.study,
        site=site,
        routed_to="SITE_CONTACT",
        team_email="site@hospital.example",
        first_name="Lena",
        last_name="Fischer" if number < 10 else f"Fischer{number}",
        email="lena@families.example",
        email_hash="x",
        phone="+49 30 901820",
        relationship="MYSELF",
        language="en",
        consent_version="bench",
        consented_at=created,
        created_at=created,
        opened_at=None if is_unread else created,
        is_unread=is_unread,
        state=state,
        owner=owner,
        claimed_at=created if owner else None,
        snoozed_until=LATER if number % 5 == 2 else None,
        answer_due_on=created.date() + timedelta(days=3),
        answer_due_at=created + timedelta(days=3),
        closed_at=created if is_over else None,
        outcome="INFORMED" if is_over else "",
        next_action="ERASE" if is_over else "REMIND_TEAM",
        next_action_at=created + timedelta(days=400),
    )


def times(user: Any) -> dict[str, float]:
    """Return the 95th percentile of each look, in milliseconds."""
    from django.test import Client  # noqa: PLC0415

    from portal.middleware.sessions import signer  # noqa: PLC0415

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    cookie = client.cookies["sessionid"]
    client.cookies[cookie.key] = signer().sign(cookie.value)
    client.get("/staff/")
    # One sweep of the collector takes as long as four pages and would hit some look.
    gc.freeze()
    team = user.memberships.get().team_id
    found: dict[str, list[float]] = {look: [] for look in (*LOOKS, *BULK)}
    for _ in range(ROUNDS):
        for look, query in LOOKS.items():
            path = f"/staff/{query.format(team=team)}"
            found[look].append(took(lambda path=path: client.get(path), {200}))
        for look, slow in do_bulk(client):
            found[look].append(slow)
    return {look: quantiles(slow, n=20)[-1] for look, slow in found.items()}


def took(deed: Callable[[], Any], expected: set[int]) -> float:
    """Return how many milliseconds something took that has to succeed."""
    began = time.perf_counter()
    answer = deed()
    slow = (time.perf_counter() - began) * 1000
    if answer.status_code not in expected:
        raise RuntimeError(f"{answer.request['PATH_INFO']}: {answer.status_code}")
    return slow


def do_bulk(client: Any) -> Iterator[tuple[str, float]]:
    """Do each of `BULK` with the same ticked ones, the newest that were answered."""
    page = client.get("/staff/?show=answered").content.decode()
    ticks = re.findall(r'name="chosen"\s+value="([^"]+)"', page)[:TICKED]
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    for look, said in BULK.items():
        words = {name: one.format(tomorrow=tomorrow) for name, one in said.items()}
        path = "/staff/many/" if said else "/staff/many/undo/"
        data = {**words, "chosen": ticks} if said else {}
        yield look, took(lambda p=path, d=data: client.post(p, d), {302})


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    sys.exit(main())
