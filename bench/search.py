"""How well and how fast the search finds: `python -m bench.search quality|speed …`.

quality QUERIES  the tables of `bench.answers` over the studies of the database that the
                 environment names
speed ROWS       grows that database to so many studies and compares searches with
                 bare statements of the same run. It leaves its studies there.
"""

import os
import sys
import time
from collections.abc import Callable, Sequence
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402

from bench.answers import quality  # noqa: E402
from trials.models import ConceptMention, SearchDocument, Study  # noqa: E402
from trials.search import find, suggest  # noqa: E402
from trials.search.ranking.words import COLUMNS, fts_query, ts_query  # noqa: E402
from trials.vocabulary.cutting import cut_words  # noqa: E402

TERMS = [
    *("lung cancer", "high blood pressure", "slipped disc", "heart attack", "lupus"),
    *("feeling down", "quit smoking", "drinking too much", "enlarged prostate", "yoga"),
    *("migraine", "asthma", "blood cancer", "impotence", "eczema", "back pain"),
    *("bedwetting", "lazy eye", "stroke", "diabetes", "sciatica", "leaking urine"),
    *("viagra", "botox", "keytruda", "car-t", "can't sleep", "肺癌", "高血压", "阳痿"),
    *("失眠", "糖尿病", "白血病", "腰间盘突出", "cáncer de próstata", "depresión"),
    *("dolor de espalda", "leucemia niños", "السكري", "سرطان الرئة", "الربو"),
    "الصداع النصفي",
    *("knee pain", "breast cancer", "obesity", "anxiety", "psoriasis", "COPD", "gout"),
    *("epilepsy", "sleep apnea", "osteoarthritis", "colon cancer", "HIV", "autism"),
    *("parkinson", "anemia", "dementia"),
    # What asks more than one thing of each study.
    *("children with asthma", "older people prostate cancer", "my son depression"),
    *("lung cancer 30 years old", "impotence and diabetes", "depression women"),
    *("lupus hangzhou", "headache not migraine", "cancer phase 2", "pfizer impotence"),
]
RATE, ASKED = 20, 200
LINES = ("find", "bare full-text statement", "bare statement of the index")
# What finds published studies by their words alone, on the narrow table of documents.
BARE_SQLITE = (
    "SELECT s.registry_id FROM trials_searchwords w"
    " JOIN trials_searchdocument d ON d.id = w.rowid"
    " JOIN trials_study s ON s.id = d.study_id"
    " WHERE trials_searchwords MATCH %s AND s.is_published ORDER BY rank LIMIT 20"
)
BARE_POSTGRESQL = (
    "SELECT s.registry_id FROM trials_searchdocument d"
    " JOIN trials_study s ON s.id = d.study_id"
    " WHERE d.words @@ %s::tsquery AND s.is_published"
    " ORDER BY ts_rank(d.words, %s::tsquery) DESC LIMIT 20"
)
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
    # What is asked for in other words than the records have is no floor: it finds none.
    said = [term for term in TERMS if bare_text(term)]
    print(f"  {len(said)} of {len(TERMS)} terms stand in records as they are typed")
    asked = (lambda q: find(q, "en"), bare_text, bare_mentions)
    for name, times in zip(LINES, timed_in_turn(said, asked), strict=True):
        tell(name, times)
    other = [term for term in TERMS if term not in said]
    tell("find by other words", *timed_in_turn(other, asked[:1]))
    tell("suggest", *timed_in_turn(TERMS, [lambda q: suggest(q[:3], "en")]))


def bare_text(q: str) -> list[tuple[str]]:
    """Ask the database's own index of words for published studies that say them all."""
    words = [tuple(cut_words(q))]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(BARE_SQLITE, [fts_query(words, COLUMNS)])
        else:
            cursor.execute(BARE_POSTGRESQL, [ts_query(words, COLUMNS)] * 2)
        return list(cursor.fetchall())


def bare_mentions(q: str) -> None:
    """Read the first rows of one concept."""
    list(
        ConceptMention.objects.filter(concept="erectile-dysfunction", weight__gte=28)
        .order_by("-weight", "-freshness", "study")
        .values_list("study_id", flat=True)[:40]
    )


def timed_in_turn(
    terms: Sequence[str], asked: Sequence[Callable[[str], object]]
) -> list[list[float]]:
    """Return the milliseconds of each kind of question, each term asked of all in turn.

    At a fixed rate of arrival: nobody's processor is warm from the question before.
    """
    times: list[list[float]] = [[] for _ in asked]
    for ask in asked:
        ask(terms[0])
    begun = time.perf_counter()
    for number in range(ASKED * len(asked)):
        turn, kind = divmod(number, len(asked))
        due = begun + number / RATE
        time.sleep(max(0.0, due - time.perf_counter()))
        at = time.perf_counter()
        asked[kind](terms[turn % len(terms)])
        times[kind].append((time.perf_counter() - at) * 1000)
    return [sorted(one) for one in times]


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
