"""The nearest of places: in one study's thousand, and among those of many studies.

Bare is what PostgreSQL's own extensions find by an index of points; it is made here and
is nothing that the portal has.
"""

from collections.abc import Callable
from functools import partial
from itertools import cycle, islice
from random import Random

from django.db import connection

from bench.processors import spent
from trials.models import Study, StudySite
from trials.places.nearest import RECRUITING, KnownSites, Point
from trials.search.facts import nearest_distances

SITES, NEAREST, STUDIES, TIMES = 1000, 10, 1000, 40
COUNTRIES = ("DE", "FR", "CN", "US")
HERE = (
    *((52.5, 13.4), (30.3, 120.2), (40.7, -74.0), (-36.8, 174.8), (19.4, -99.1)),
    *((64.1, -21.9), (-17.7, 178.1), (24.7, 46.7)),
)
INDEX = """
CREATE EXTENSION IF NOT EXISTS cube;
CREATE EXTENSION IF NOT EXISTS earthdistance;
CREATE INDEX IF NOT EXISTS bench_points ON trials_studysite
USING gist (ll_to_earth(latitude, longitude))
WHERE status = 'RECRUITING' AND latitude IS NOT NULL;
ANALYZE trials_studysite
"""
BARE = """
SELECT study_id, latitude, longitude FROM trials_studysite
WHERE status = 'RECRUITING' AND latitude IS NOT NULL
ORDER BY ll_to_earth(latitude, longitude) <-> ll_to_earth(%s, %s)::cube LIMIT %s
"""


def places_in_turn(asked: int) -> dict[str, list[float]]:
    """Return the milliseconds of processor of each kind of question, in turn."""
    found = of_one_in_turn()
    if connection.vendor == "postgresql":
        prepare()
        keys = list(Study.objects.values_list("pk", flat=True)[:STUDIES])
        ours, bare = "nearest of many", "bare nearest of many"
        found |= {ours: [], bare: []}
        for here in islice(cycle(HERE), asked // 4):
            found[ours].append(of_many(keys, here))
            found[bare].append(bare_of_many(here))
    return found


def of_one_in_turn() -> dict[str, list[float]]:
    """Return how long the sites of one study take, told apart by what is known.

    A process that serves knows them with their points; each visitor's place is new.
    Beside it what the first visitor waits for besides the rows, and all the others'
    distances, which the page of sites draws.
    """
    sites = thousand_sites()
    known = KnownSites(sites)
    of_one_study(known, HERE[0])
    kinds: dict[str, Callable[[Point], float]] = {
        "nearest of one": partial(of_one_study, known),
        "nearest of one, points not known": partial(of_unknown, sites),
        "all of one": partial(of_one_study, known, then_all=True),
    }
    found: dict[str, list[float]] = {kind: [] for kind in kinds}
    for here in islice(cycle(HERE), TIMES):
        for kind, ask in kinds.items():
            found[kind].append(ask(here))
    return found


def thousand_sites() -> list[StudySite]:
    """Return the sites of one study, over the whole globe."""
    chance = Random(1)  # noqa: S311 - no secret
    return [
        StudySite(
            status=RECRUITING,
            country=chance.choice(COUNTRIES),
            latitude=chance.uniform(-60, 70),
            longitude=chance.uniform(-180, 180),
        )
        for _ in range(SITES)
    ]


def of_one_study(
    known: KnownSites[StudySite], here: Point, *, then_all: bool = False
) -> float:
    """Return how long it takes to say which sites of one study are nearest."""
    began = spent()
    ranking = known.around(here, COUNTRIES[0])
    ranking.first(NEAREST)
    if then_all:
        ranking.beyond(NEAREST)
    return spent() - began


def of_unknown(sites: list[StudySite], here: Point) -> float:
    """Return the same with the points to be computed first."""
    began = spent()
    KnownSites(sites).around(here, COUNTRIES[0]).first(NEAREST)
    return spent() - began


def of_many(keys: list[int], here: tuple[float, float]) -> float:
    """Return how long the portal takes to say which of the found are nearest."""
    began = spent()
    far = nearest_distances(keys, here)
    sorted(far, key=far.__getitem__)[:NEAREST]
    return spent() - began


def bare_of_many(here: tuple[float, float]) -> float:
    """Return how long an index of points takes for the nearest of all."""
    began = spent()
    with connection.cursor() as cursor:
        cursor.execute(BARE, [*here, NEAREST])
        cursor.fetchall()
    return spent() - began


def prepare() -> None:
    """Make the index of points."""
    with connection.cursor() as cursor:
        cursor.execute(INDEX)
    bare_of_many(HERE[0])
