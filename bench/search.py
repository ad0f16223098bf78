"""How well and how fast the search finds: `python -m bench.search quality|speed …`.

quality QUERIES   the tables of `bench.answers` over the studies of the database that
                  the environment names
speed ROWS        grows that database to so many studies and compares searches with
                  bare statements of the same run. It leaves its studies there.
lines ROWS ASKED  the same for `bench.finding`, as JSON
"""

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from io import StringIO
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from bench.answers import quality  # noqa: E402
from bench.many_places import places_in_turn  # noqa: E402
from bench.processors import spent, work_alone  # noqa: E402
from bench.search_rows import grow  # noqa: E402
from tests.records import SIXTY  # noqa: E402
from trials.models import ConceptMention, SearchDocument  # noqa: E402
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
# What finds published studies by their words alone, on the narrow table of documents.
BARE_SQLITE = (
    "SELECT s.registry_id FROM trials_searchwords w"
    " JOIN trials_searchdocument d ON d.id = w.rowid"
    " JOIN trials_study s ON s.id = d.study_id"
    " WHERE trials_searchwords MATCH %s AND s.is_published ORDER BY rank LIMIT 20"
)
BARE_POSTGRESQL = (
    "SELECT s.registry_id FROM (SELECT study_id, words FROM trials_searchdocument"
    " WHERE words @@ %s::tsquery LIMIT 1000) d"
    " JOIN trials_study s ON s.id = d.study_id WHERE s.is_published"
    " ORDER BY ts_rank(d.words, %s::tsquery) DESC LIMIT 20"
)
Times = list[float]


def speed(rows: int) -> None:
    """Print the times of searches beside those of bare statements."""
    grow(rows)
    count = SearchDocument.objects.count()
    print(
        f"{connection.vendor}, {count:,} documents, {ConceptMention.objects.count():,}"
    )
    said, other = terms_apart()
    print(f"  {len(said)} of {len(TERMS)} terms stand in records as they are typed")
    found, bare = timed_in_turn(said, [find_in_english, bare_text], ASKED)
    tell("find", found)
    tell("bare full-text statement", bare)
    tell("find by other words", *timed_in_turn(other, [find_in_english], ASKED))
    tell("suggest", *timed_in_turn(TERMS, [lambda q: suggest(q[:3], "en")], ASKED))


def lines(rows: int, asked: int) -> None:
    """Print what `bench.finding` makes lines of, as JSON; on tables without a row."""
    call_command("import_studies", str(SIXTY), publish=True, stdout=StringIO())
    grow(rows)
    said, _other = terms_apart()
    found, bare = timed_in_turn(said, [find_in_english, bare_text], asked)
    times = {"found": found, "bare": bare, **places_in_turn(asked)}
    print(json.dumps({**times, "terms": len(said)}))


def terms_apart() -> tuple[list[str], list[str]]:
    """Return the terms that stand in records as they are typed, and the others.

    What is asked for in other words than the records have is no floor: it finds none.
    """
    said = [term for term in TERMS if bare_text(term)]
    return said, [term for term in TERMS if term not in said]


def find_in_english(q: str) -> list[str]:
    """Search as the page of studies does."""
    return find(q, "en")


def bare_text(q: str) -> list[tuple[str]]:
    """Ask the database's own index of words for published studies that say them all."""
    words = [tuple(cut_words(q))]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(BARE_SQLITE, [fts_query(words, COLUMNS)])
        else:
            cursor.execute(BARE_POSTGRESQL, [ts_query(words, COLUMNS)] * 2)
        return list(cursor.fetchall())


def timed_in_turn(
    terms: Sequence[str], asked: Sequence[Callable[[str], object]], each: int
) -> list[Times]:
    """Return what each kind of question takes, each term asked of all in turn.

    In milliseconds of our processor and the database's; at a fixed rate of arrival:
    nobody's processor is warm from the question before.
    """
    work_alone()
    times: list[Times] = [[] for _ in asked]
    for ask in asked:
        ask(terms[0])
    begun = time.perf_counter()
    for number in range(each * len(asked)):
        turn, kind = divmod(number, len(asked))
        due = begun + number / RATE
        time.sleep(max(0.0, due - time.perf_counter()))
        at = spent()
        asked[kind](terms[turn % len(terms)])
        times[kind].append(spent() - at)
    return [sorted(one) for one in times]


def tell(name: str, times: list[float]) -> None:
    p95 = times[int(len(times) * 0.95)]
    print(
        f"  {name:<28} median {median(times):7.2f} p95 {p95:7.2f} max {times[-1]:7.2f}"
    )


if __name__ == "__main__":
    todo = {
        "quality": quality,
        "speed": lambda rows: speed(int(rows)),
        "lines": lambda rows, asked: lines(int(rows), int(asked)),
    }
    todo[sys.argv[1]](*sys.argv[2:])
