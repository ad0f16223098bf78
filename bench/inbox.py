"""The console's inbox with 50 enquiries in each tab, and with 100,000 in the database.

Both times a page shows the same number of lines, so that only finding them differs.
"""

import gc
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

import django

from bench.judging import Line, measured, show
from bench.plan import Plan

MANY = 100_000
LINE = "inbox of 100,000 beside 250, {}, slowest look"
LINES = tuple(LINE.format(one) for one in ("SQLite", "PostgreSQL"))
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
ROUNDS, FEW_ROUNDS = 5, 2
SITES = 8
# How many of them each kind of member answers for; the desk sees all.
SHARES = {"a site": 1, "five sites": 5, "the desk": 0}


def measure(environment: dict[str, str], name: str, plan: Plan) -> list[Line]:
    """Print the inbox's times on a bench server's database; return the worst ratio."""
    print(f"Inbox on {name}, the processors' milliseconds, median", flush=True)
    command = [sys.executable, "-m", "bench.inbox", str(plan.part_of(MANY))]
    done = subprocess.run(
        command, env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    print(done.stdout, end="", flush=True)
    worst = float(done.stdout.split()[-2])
    return show([measured(LINE.format(name), worst)])


def main(many: int) -> None:
    """Fill the database step by step and look at the inbox after each."""
    django.setup()
    # What needs the apps.
    from bench.inbox_rows import FEW, fill  # noqa: PLC0415

    sites, users = teams()
    found: dict[tuple[str, str], list[float]] = {}
    there, rounds = 0, ROUNDS if many == MANY else FEW_ROUNDS
    for count in (FEW, many):
        fill(sites, list(users.values()), there, count)
        there = count
        for who, user in users.items():
            for look, slow in times(user, rounds).items():
                found.setdefault((who, look), []).append(slow)
    looks = sorted(found.items(), key=lambda one: one[1][1] / one[1][0])
    for (who, look), (few, full) in looks:
        print(f"  {who + ',':11} {look:16} {few:7.1f} {full:7.1f} {full / few:6.2f} ×")


def teams() -> tuple[list[Any], dict[str, Any]]:
    """Return places of a study, and a member of the staff for each of `SHARES`."""
    from tests import factories  # noqa: PLC0415

    study = factories.Study(registry_id="NCT90099999")
    sites = [factories.site_with_contact(study=study) for _ in range(SITES)]
    users = {
        who: factories.staff(sites[:share], is_desk=not share)
        for who, share in SHARES.items()
    }
    return sites, users


def signed_in(user: Any) -> Any:
    """Return a browser of somebody who has signed in."""
    from django.test import Client  # noqa: PLC0415

    from portal.middleware.sessions import signer  # noqa: PLC0415

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    cookie = client.cookies["sessionid"]
    client.cookies[cookie.key] = signer().sign(cookie.value)
    return client


def times(user: Any, rounds: int) -> dict[str, float]:
    """Return what each look costs the processors, the median in milliseconds."""
    from bench.processors import work_alone  # noqa: PLC0415

    work_alone()
    client = signed_in(user)
    # One sweep of the collector takes as long as four pages and would hit some look.
    gc.freeze()
    team = user.memberships.get().team_id
    found: dict[str, list[float]] = {look: [] for look in (*LOOKS, *BULK)}
    for _ in range(rounds):
        for look, query in LOOKS.items():
            path = f"/staff/{query.format(team=team)}"
            found[look].append(cost(lambda path=path: client.get(path), {200}))
        for look, slow in do_bulk(client):
            found[look].append(slow)
    return {look: median(slow) for look, slow in found.items()}


def cost(deed: Callable[[], Any], expected: set[int]) -> float:
    """Return what something costs the processors that has to succeed."""
    from bench.processors import spent  # noqa: PLC0415

    began = spent()
    answer = deed()
    slow = spent() - began
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
        yield look, cost(lambda p=path, d=data: client.post(p, d), {302})


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MANY)
