"""How well and how fast the search finds: `python -m bench.search quality|speed …`.

quality QUERIES  the table by language and kind over the studies of the database that
                 the environment names; a line: q, lang, kind, relevant, must_not
speed ROWS       grows that database to so many studies and compares searches with
                 bare statements of the same run. It leaves its studies there.
"""

import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from hashlib import sha256
from math import log2
from pathlib import Path
from statistics import mean, median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402

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


def quality(path: str) -> None:
    """Print nDCG@10, recall@20, forbidden and empty answers by language and kind."""
    groups: dict[str, list[tuple[float | None, ...]]] = defaultdict(list)
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        row = judged(one, find(one["q"], one["lang"]))
        is_aside = int(sha256(one["q"].encode()).hexdigest(), 16) % 5 == 0
        aside = "put aside" if is_aside else "looked at"
        for name in (f"lang {one['lang']}", f"kind {one['kind']}", aside, "all"):
            groups[name].append(row)
    print(f"{'':<20}{'n':>5}{'nDCG@10':>9}{'recall@20':>10}{'bad':>5}{'empty':>6}")
    for name, rows in sorted(groups.items()):
        ndcg, recall, bad, empty = (
            [one for one in column if one is not None]
            for column in zip(*rows, strict=True)
        )
        print(
            f"{name:<20}{len(rows):>5}{shown(ndcg):>9}{shown(recall):>10}"
            f"{sum(bad):>5.0f}{sum(empty):>6.0f}"
        )


def shown(values: list[float]) -> str:
    return f"{mean(values):.3f}" if values else "-"


def judged(one: dict, ranked: list[str]) -> tuple[float | None, ...]:
    """Return nDCG@10, recall@20, whether something forbidden is there, and empty."""
    relevant = {key: grade for key, grade in one["relevant"].items() if grade}
    bad = float(bool(set(ranked[:10]) & set(one.get("must_not", []))))
    if not relevant:
        return None, None, bad, 0.0
    best = sorted(relevant.values(), reverse=True)[:10]
    got = worth(relevant.get(key, 0) for key in ranked[:10])
    good = {key for key, grade in relevant.items() if grade >= 2} or set(relevant)
    recall = len(good & set(ranked[:20])) / min(20, len(good))
    return got / worth(best), recall, bad, float(not ranked)


def worth(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / log2(at + 2) for at, grade in enumerate(grades))


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
