"""No town of a real record is taken for one far away."""

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.records import REAL_FOLDERS
from trials.places.folding import fold
from trials.places.gazetteer import Kind, resolve
from trials.places.nearest import distance_km
from trials.places.towns import Recorded, Town
from trials.registry.clinicaltrials.sites import parse_sites

pytestmark = pytest.mark.skipif(
    not settings.GAZETTEER_PATH.is_file(), reason="script/setup builds it"
)
FAR_KM = 50
# The record's own point is wrong: it does not lie where its words say.
MISTAKEN = {
    ("Chengdou", "CN"),
    ("Aichi, Nagoya", "JP"),
    ("La Habana", "CU"),
    ("Islamabad", "PK"),
    ("Ota-ku", "JP"),
    ("Muenchen", "DE"),
    ("Belagam", "IN"),
    ("Soeul", "KR"),
    ("Inchon", "KR"),
    ("Anyang", "KR"),
    ("Las Palmas", "ES"),
    ("San Nicolás", "AR"),
}

Points = dict[tuple[str, str], set[tuple[float, float]]]


def sites_of(file: Path) -> list[Any]:
    protocol = json.loads(file.read_text(encoding="utf-8"))["protocolSection"]
    raw = protocol.get("contactsLocationsModule", {}).get("locations", [])
    return [site for site in parse_sites(raw) if site.latitude is not None]


def towns_of(folder: Path) -> tuple[Points, Recorded]:
    """Return every town's points, and the towns as the portal would know them."""
    points: Points = defaultdict(set)
    counted: Counter[Town] = Counter()
    for file in sorted(folder.glob("*.json")):
        seen = set()
        for site in sites_of(file):
            point = (site.latitude, site.longitude)
            points[site.city, site.country].add(point)
            seen.add(Town(site.city, "", site.country, *point, 0, site.state, 1))
        counted.update(seen)
    recorded: dict[str, list[Town]] = defaultdict(list)
    for town, count in counted.most_common():
        told = (town.latitude, town.longitude, 0, town.region, count)
        recorded[fold(town.name)].append(Town(town.name, "", town.country, *told))
    return points, recorded


def taken_for_far(points: Points, recorded: Recorded, *, with_country: bool) -> set:
    wrong = set()
    for (city, country), there in points.items():
        found = resolve(
            city,
            country if with_country else "",
            path=settings.GAZETTEER_PATH,
            recorded=recorded,
        )
        if found.kind is Kind.EXACT:
            (place,) = found.candidates
            here = (place.latitude, place.longitude)
            if min(distance_km(here, point) for point in there) > FAR_KM:
                wrong.add((city, country))
    return wrong


@pytest.mark.parametrize("folder", REAL_FOLDERS)
@pytest.mark.parametrize("with_country", [True, False])
def test_no_town_is_taken_for_one_far_away(folder, with_country):
    points, recorded = towns_of(folder)
    assert len(points) > 100
    wrong = taken_for_far(points, recorded, with_country=with_country)
    assert wrong - MISTAKEN == set()


@pytest.mark.parametrize("folder", REAL_FOLDERS)
def test_hardly_a_town_is_unknown(folder):
    points, recorded = towns_of(folder)
    kinds = Counter(
        resolve(city, country, path=settings.GAZETTEER_PATH, recorded=recorded).kind
        for city, country in points
    )
    assert kinds[Kind.NONE] + kinds[Kind.UNKNOWN_POSTCODE] == 0
    # Most are an answer at once; namesakes are asked.
    assert kinds[Kind.EXACT] > 0.5 * len(points)
