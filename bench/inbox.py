"""The console's inbox with 50 and with 50,000 enquiries in the database."""

import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from statistics import quantiles
from uuid import uuid4

import django

COUNTS = (50, 50_000)
LOOKS = {
    "to answer": "",
    "all": "?show=all",
    "closed": "?show=closed",
    "page 3 of all": "?show=all&page=3",
    "by name": "?q=Fischer7+Lena",
    "by reference": "?q=ENQ-00A7",
}
ROUNDS = 40
CHUNK = 2000


def measure(environment: dict[str, str], name: str) -> None:
    """Print the inbox's times on the database of a bench server."""
    print(f"Inbox on {name}, milliseconds, 95th percentile", flush=True)
    command = [sys.executable, "-m", "bench.inbox"]
    subprocess.run(command, env=environment, check=True)


def main() -> None:
    """Fill the database step by step and look at the inbox after each."""
    django.setup()
    from tests import factories  # noqa: PLC0415 - needs the apps

    site = factories.site_with_contact(study__registry_id="NCT90099999")
    member, desk = factories.staff([site]), factories.staff([], is_desk=True)
    found: dict[tuple[str, str], list[float]] = {}
    there = 0
    for count in COUNTS:
        fill(site, there, count)
        there = count
        for who, user in (("site", member), ("desk", desk)):
            for look, slow in times(user).items():
                found.setdefault((who, look), []).append(slow)
    for (who, look), (few, many) in found.items():
        ratio = many / few
        print(f"  {who}, {look:16} {few:7.1f} {many:7.1f}   {ratio:5.2f} × with 50")


def fill(site: object, there: int, count: int) -> None:
    """Add enquiries of every state until there are `count`."""
    from contacts.models import EnquirerName, Enquiry  # noqa: PLC0415
    from contacts.models.names import word_hashes  # noqa: PLC0415

    for begin in range(there, count, CHUNK):
        numbers = range(begin, min(begin + CHUNK, count))
        rows = Enquiry.objects.bulk_create([enquiry(site, n) for n in numbers])
        EnquirerName.objects.bulk_create(
            EnquirerName(enquiry=row, word_hash=one)
            for row in rows
            for one in word_hashes(row.first_name, row.last_name)
        )


def enquiry(site: object, number: int) -> object:
    """Return one unsaved enquiry; a fifth waits, a fifth is answered, most are over."""
    from contacts.models import Enquiry  # noqa: PLC0415

    created = datetime(2026, 11, 24, tzinfo=UTC) - timedelta(minutes=7 * number)
    state = ("WAITING", "ANSWERED", "CLOSED", "CLOSED", "CLOSED")[number % 5]
    is_over = state == "CLOSED"
    word = f"{number:08X}"
    return Enquiry(
        reference=f"ENQ-{word[:4]}-{word[4:]}-0000",
        token_hash=uuid4().hex * 2,
        idempotency_key=uuid4(),
        content_hash="x",
        study=site.study,
        site=site,
        routed_to="SITE_CONTACT",
        team_email="site@hospital.example",
        first_name="Lena",
        last_name=f"Fischer{number % 5000}",
        email="lena@families.example",
        email_hash="x",
        phone="+49 30 901820",
        relationship="MYSELF",
        language="en",
        consent_version="bench",
        consented_at=created,
        created_at=created,
        opened_at=created if number % 7 else None,
        state=state,
        answer_due_on=created.date() + timedelta(days=3),
        answer_due_at=created + timedelta(days=3),
        closed_at=created if is_over else None,
        outcome="INFORMED" if is_over else "",
        next_action="ERASE" if is_over else "REMIND_TEAM",
        next_action_at=created + timedelta(days=400),
    )


def times(user: object) -> dict[str, float]:
    """Return the 95th percentile of each look, in milliseconds."""
    from django.test import Client  # noqa: PLC0415

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    client.get("/staff/")
    found: dict[str, list[float]] = {look: [] for look in LOOKS}
    for _ in range(ROUNDS):
        for look, query in LOOKS.items():
            began = time.perf_counter()
            answer = client.get(f"/staff/{query}")
            found[look].append((time.perf_counter() - began) * 1000)
            if answer.status_code != 200:
                raise RuntimeError(f"{look}: {answer.status_code}")
    return {look: quantiles(slow, n=20)[-1] for look, slow in found.items()}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    main()
