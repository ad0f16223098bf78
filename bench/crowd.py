"""Many subscribers and some changed studies, from dice that always fall alike.

python -m bench.crowd fill SUBSCRIBERS STUDIES    the rows, with all studies as news
python -m bench.crowd fill SUBSCRIBERS STUDIES CONDITIONS    of so few conditions
python -m bench.crowd match                       one run of queue_alerts, measured
python -m bench.crowd die NEWS                    the same, killed after so many news
python -m bench.crowd rush                        the same without waiting for a turn
python -m bench.crowd forget                      as if nobody had been matched
python -m bench.crowd ledger FILE                 who would be told of what
"""

import os
import random
import resource
import signal
import sys
import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import django
from django.db import connection
from django.db.models.functions import Now

django.setup()

from contacts.alerts.actions.matching import CHUNK, queue_alerts  # noqa: E402
from contacts.alerts.actions.matching import match as match_chunk  # noqa: E402
from contacts.alerts.actions.wishing import (  # noqa: E402
    Wishes,
    on_ball,
    wish_columns,
)
from contacts.models import (  # noqa: E402
    Alert,
    AlertTurn,
    Subscription,
    SubscriptionCondition,
    address_hash,
)
from portal.lib.ages import month_index  # noqa: E402
from portal.lib.tokens import token_hash  # noqa: E402
from trials.importing.actions.conditions import write_conditions  # noqa: E402
from trials.importing.actions.news import gather_news  # noqa: E402
from trials.models import Study, StudyNews, StudySite, condition_hash  # noqa: E402

BEGIN = datetime(2026, 11, 1, tzinfo=UTC)
CONFIRMED = BEGIN + timedelta(days=1)
NOW = BEGIN + timedelta(days=2)
CONDITIONS = [f"Condition {number:03d}" for number in range(400)]
GROUPS = [f"Group {number:02d}" for number in range(20)]
SITES = 20
BATCH = 2000


def fill(subscribers: int, studies: int, conditions: int = 400) -> None:
    """Write studies that wait, people who want to hear of them, and the change."""
    del CONDITIONS[conditions:]
    dice = random.Random(7)  # noqa: S311 - not a secret
    Study.objects.bulk_create(study(number, dice) for number in range(studies))
    made = list(Study.objects.filter(registry_id__startswith="NCT8"))
    StudySite.objects.bulk_create(
        (site(one, number, dice) for one in made for number in range(SITES)), BATCH
    )
    for one in made:
        write_conditions(one)
    gather_news(now=BEGIN)
    StudyNews.objects.update(matched_at=BEGIN)
    for start in range(0, subscribers, BATCH):
        subscribe(range(start, min(start + BATCH, subscribers)), dice)
    Study.objects.filter(pk__in=[one.pk for one in made]).update(
        overall_status="RECRUITING"
    )


def study(number: int, dice: random.Random) -> Study:
    """Return a study of one or two conditions, each in its group."""
    picked = dice.sample(range(len(CONDITIONS)), dice.randint(1, 2))
    groups = [
        {"term": GROUPS[one % len(GROUPS)], "id": "", "is_ancestor": True}
        for one in picked
    ]
    return Study(
        registry_id=f"NCT8{number:07d}",
        brief_title=f"A study of something, number {number}",
        overall_status="NOT_YET_RECRUITING",
        conditions=[CONDITIONS[one] for one in picked],
        condition_terms=groups,
        minimum_age=dice.choice(["", "5 Years", "18 Years"]),
        maximum_age=dice.choice(["", "17 Years"]),
        is_published=True,
        imported_at=BEGIN,
        checked_at=BEGIN,
        changed_at=BEGIN,
    )


def site(one: Study, number: int, dice: random.Random) -> StudySite:
    """Return a recruiting place somewhere."""
    return StudySite(
        study=one,
        key=f"site{number}",
        city="Somewhere",
        country=dice.choice(["CN", "US", "DE", "FR", "BR"]),
        status="RECRUITING",
        latitude=dice.uniform(-50, 65),
        longitude=dice.uniform(-180, 180),
    )


def subscribe(numbers: Iterable[int], dice: random.Random) -> None:
    """Write some confirmed subscriptions; every tenth wants to hear of a group."""
    rows = [subscription(number, dice) for number in numbers]
    Subscription.objects.bulk_create(rows)
    wanted = []
    for row in rows:
        names = dice.sample(CONDITIONS, dice.randint(1, 3))
        if dice.random() < 0.1:
            names = [dice.choice(GROUPS)]
        wanted += [
            SubscriptionCondition(
                subscription=row, name=name, hash=condition_hash(name)
            )
            for name in names
        ]
    SubscriptionCondition.objects.bulk_create(wanted, BATCH)


def subscription(number: int, dice: random.Random) -> Subscription:
    """Return somebody with a place, a country or the world for reach."""
    reach = dice.choice(["DISTANCE", "COUNTRY", "ANYWHERE"])
    is_near = reach == "DISTANCE"
    point = (dice.uniform(-50, 65), dice.uniform(-180, 180)) if is_near else None
    has_age = dice.random() < 0.5
    wishes = Wishes(
        conditions=(),
        relationship="MY_CHILD",
        language=dice.choice(["en", "zh-hans"]),
        pace="AT_ONCE",
        reach=reach,
        country=dice.choice(["CN", "US", "DE", "FR", "BR"]),
        place="Somewhere" if is_near else "",
        point=point,
        distance_km=dice.choice([200, 500]) if is_near else None,
        birth_year=dice.randint(1990, 2024) if has_age else None,
        birth_month=dice.randint(1, 12) if has_age else None,
    )
    email = f"family{number}@families.example"
    links = {
        f"{name}_hash": token_hash(f"{name}{number}")
        for name in ("confirm", "manage", "unsubscribe")
    }
    return Subscription(
        secret=f"{number:064x}",
        email=email,
        household=address_hash(email),
        state="ACTIVE",
        consent_version="bench",
        requested_at=CONFIRMED,
        answer_at=CONFIRMED,
        answered_at=CONFIRMED,
        confirmed_at=CONFIRMED,
        active_at=CONFIRMED,
        since_month=month_index(CONFIRMED.year, CONFIRMED.month),
        **links,
        **{**wish_columns(wishes), **on_ball(point, wishes.distance_km)},
    )


def match() -> None:
    """Run until all news are matched; a killed run's turn ends by itself."""
    began = time.monotonic()
    queued = queue_alerts(now=NOW)
    while StudyNews.objects.filter(matched_at=None).exists():
        time.sleep(0.5)
        queued += queue_alerts(now=NOW)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    spent = time.monotonic() - began
    print(f"{spent:.2f} {peak:.0f} {queued} {backend_peak()}", flush=True)


def backend_peak() -> str:
    """Return the peak memory in MB of the server process that worked for this one."""
    if connection.vendor != "postgresql":
        return "0"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        status = Path(f"/proc/{cursor.fetchone()[0]}/status")
    lines = status.read_text().splitlines() if status.exists() else []
    kilobytes = [int(line.split()[1]) for line in lines if line.startswith("VmHWM")]
    return f"{kilobytes[0] / 1024:.0f}" if kilobytes else "?"


def die(news: str) -> None:
    """Match until SIGKILL comes, as it would in a power cut."""
    turns = AlertTurn.objects.filter(name=AlertTurn.MATCHING)
    while turns.filter(busy_until__gt=Now()).exists():
        time.sleep(0.1)
    Thread(target=wait_for_death, args=(matched() + int(news),), daemon=True).start()
    queue_alerts(now=NOW)


def wait_for_death(news: int) -> None:
    """Kill this process somewhere in the step after so many news."""
    while matched() < news:
        time.sleep(0.005)
    time.sleep(random.uniform(0, 0.02))  # noqa: S311 - not a secret
    os.kill(os.getpid(), signal.SIGKILL)


def matched() -> int:
    """Return how many news are done."""
    return StudyNews.objects.filter(happened_at=NOW, matched_at__isnull=False).count()


def rush() -> None:
    """Match everything, whoever else does so at the moment."""
    ids = list(StudyNews.objects.filter(happened_at=NOW).values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        match_chunk(ids[start : start + CHUNK], NOW)


def forget() -> None:
    """Undo the matching, not the news."""
    Alert.objects.all().delete()
    AlertTurn.objects.all().delete()
    Subscription.objects.exclude(mailed_at=None).update(mailed_at=None)
    StudyNews.objects.filter(happened_at=NOW).update(matched_at=None)


def ledger(file: str) -> None:
    """Write a line for each row."""
    rows = Alert.objects.values_list("household", "study", "is_recruiting")
    Path(file).write_text("\n".join(f"{a} {b} {c}" for a, b, c in rows))


if __name__ == "__main__":
    name, *values = sys.argv[1:]
    if name == "fill":
        fill(*map(int, values))
    else:
        steps = {"match": match, "die": die, "rush": rush, "forget": forget}
        {**steps, "ledger": ledger}[name](*values)
