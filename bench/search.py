"""How well and how fast the search finds: `python -m bench.search quality|speed …`.

quality QUERIES  the tables of `bench.answers` over the studies of the database that the
                 environment names
speed ROWS       grows that database to so many studies and compares searches with
                 bare statements of the same run. It leaves its studies there.
"""

import os
import sys
import time
from collections.abc import Callable
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402

from bench.answers import quality  # noqa: E402
from trials.models import ConceptMention, SearchDocument, Study  # noqa: E402
from trials.search import find, suggest  # noqa: E402

TERMS = [
    *("lung cancer", "high blood pressure", "slipped disc", "heart attack", "lupus"),
    *("feeling down", "quit smoking", "drinking too much", "enlarged prostate", "yoga"),
    *("migraine", "asthma", "blood cancer", "impotence", "eczema", "back pain"),
    *("bedwetting", "lazy eye", "stroke", "diabetes", "sciatica", "leaking urine"),
    *("viagra", "botox", "keytruda", "car-t", "can't sleep", "肺癌", "高血压", "阳痿"),
    *("失眠", "糖尿病", "白血病", "腰间盘突出", "cáncer de próstata", "depresión"),
    *("dolor de espalda", "leucemia niños", "السكري", "سرطان الرئة", "الربو"),
    "الصداع النصفي",
    # What asks more than one thing of each study.
    *("children with asthma", "older people prostate cancer", "my son depression"),
    *("lung cancer 30 years old", "impotence and diabetes", "depression women"),
    *("lupus hangzhou", "headache not migraine", "cancer phase 2", "pfizer impotence"),
]
RATE, ASKED = 20, 200
# Copies bear numbers that no registry has given yet; the first studies have keys below.
COPIES, BASE = "NCT10000000", 1000
COPIED = {
    "trials_conceptmention": ("concept", "weight", "freshness"),
    "trials_searchdocument": ("language", "title", "treatments", "people", "body"),
}
BIG = (
    *("brief_summary", "detailed_description", "eligibility_text", "official_title"),
    *("study_population", "organization"),
)


def speed(rows: int) -> None:
    """Print the times of searches beside those of bare statements."""
    grow(rows)
    count = SearchDocument.objects.count()
    print(
        f"{connection.vendor}, {count:,} documents, {ConceptMention.objects.count():,}"
    )
    for ask in (lambda q: find(q, "en"), lambda q: suggest(q[:3], "en"), bare_text):
        ask(TERMS[0])
    tell("find", timed(lambda q: find(q, "en")))
    tell("bare full-text statement", timed(bare_text))
    tell("bare statement of the index", timed(bare_mentions))
    tell("suggest", timed(lambda q: suggest(q[:3], "en")))


def bare_text(q: str) -> None:
    """Ask the database's own index of words, as any search would."""
    word = q.partition(" ")[0].strip("'")
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT rowid FROM trials_searchwords WHERE trials_searchwords MATCH %s"
                " ORDER BY rank LIMIT 20",
                [f'"{word}"'],
            )
        else:
            cursor.execute(
                "SELECT study_id FROM trials_searchdocument WHERE words @@"
                " plainto_tsquery('simple', %s) ORDER BY ts_rank(words,"
                " plainto_tsquery('simple', %s)) DESC LIMIT 20",
                [word, word],
            )
        cursor.fetchall()


def bare_mentions(q: str) -> None:
    """Read the first rows of one concept."""
    list(
        ConceptMention.objects.filter(concept="erectile-dysfunction", weight__gte=28)
        .order_by("-weight", "-freshness", "study")
        .values_list("study_id", flat=True)[:40]
    )


def timed(ask: Callable[[str], object]) -> list[float]:
    """Return the milliseconds of each question, at a fixed rate of arrival."""
    times = []
    begun = time.perf_counter()
    for number in range(ASKED):
        due = begun + number / RATE
        time.sleep(max(0.0, due - time.perf_counter()))
        at = time.perf_counter()
        ask(TERMS[number % len(TERMS)])
        times.append((time.perf_counter() - at) * 1000)
    return sorted(times)


def tell(name: str, times: list[float]) -> None:
    p95 = times[int(len(times) * 0.95)]
    print(
        f"  {name:<28} median {median(times):7.2f} p95 {p95:7.2f} max {times[-1]:7.2f}"
    )


def grow(rows: int) -> None:
    """Copy studies with their rows until there are so many; run again, it goes on."""
    base = list(
        Study.objects.filter(registry_id__lt=COPIES).values_list("pk", flat=True)
    )
    for copy in range(1, rows // len(base) + 1):
        first = 10_000_000 + copy * BASE
        if not Study.objects.filter(registry_id=f"NCT{first + base[0]}").exists():
            copy_all(first)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@transaction.atomic
def copy_all(first: int) -> None:
    """Copy the first studies once, under numbers of their own."""
    columns = [f.column for f in Study._meta.concrete_fields if f.column != "id"]
    names = ", ".join(f'"{name}"' for name in columns)
    number = f"'NCT' || CAST({first} + s.id AS TEXT)"
    own = [
        number if name == "registry_id" else "''" if name in BIG else f's."{name}"'
        for name in columns
    ]
    run(f"INSERT INTO trials_study ({names})", own, "trials_study s")
    for table, kept in COPIED.items():
        twin = f"{table} m JOIN trials_study s ON s.id = m.study_id"
        joined = f"{twin} JOIN trials_study t ON t.registry_id = {number}"
        into = f"INSERT INTO {table} (study_id, {', '.join(kept)})"
        run(into, ["t.id", *(f"m.{one}" for one in kept)], joined)


def run(into: str, columns: list[str], source: str) -> None:
    """Copy rows of the first studies."""
    chosen = f"{into} SELECT {', '.join(columns)} FROM {source}"  # noqa: S608 - names of ours
    with connection.cursor() as cursor:
        cursor.execute(f"{chosen} WHERE s.registry_id < %s", [COPIES])


if __name__ == "__main__":
    todo = {"quality": quality, "speed": lambda rows: speed(int(rows))}
    todo[sys.argv[1]](sys.argv[2])
