"""Recruiting sites only, own country first, ties and unknown places said openly."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trials.places.nearest import (
    EARTH_KM,
    TIE_KM,
    KnownSites,
    OfferReason,
    distance_km,
)

BERLIN, DRESDEN, PRAGUE = (52.52, 13.41), (51.05, 13.74), (50.09, 14.42)


@dataclass(frozen=True)
class Site:
    name: str
    country: str = "DE"
    latitude: float | None = None
    longitude: float | None = None
    status: str = "RECRUITING"


def at(name: str, place: tuple[float, float], country: str = "DE", **values) -> Site:
    return Site(name, country, *place, **values)


def nearest_sites(sites, origin, country):
    """Return all that recruit, in order."""
    return KnownSites(sites).around(origin, country).first(len(sites))


def order(sites, origin=DRESDEN, country="DE"):
    return [row.site.name for row in nearest_sites(sites, origin, country)]


def test_a_site_that_does_not_recruit_is_never_offered():
    states = ["NOT_YET_RECRUITING", "COMPLETED", "SUSPENDED", ""]
    sites = [at(state or "unsaid", DRESDEN, status=state) for state in states]
    assert order([*sites, at("open", BERLIN)]) == ["open"]


def test_the_own_country_comes_before_a_nearer_one_abroad():
    sites = [at("prague", PRAGUE, "CZ"), at("berlin", BERLIN)]
    rows = nearest_sites(sites, DRESDEN, "DE")
    assert [(row.site.name, row.reason) for row in rows] == [
        ("berlin", OfferReason.NEAREST_IN_COUNTRY),
        ("prague", OfferReason.NEAREST_ABROAD),
    ]
    assert rows[0].distance_km > rows[1].distance_km


def test_without_a_country_nearness_alone_counts():
    sites = [at("berlin", BERLIN), at("prague", PRAGUE, "CZ")]
    assert order(sites, country="") == ["prague", "berlin"]


def test_a_site_without_coordinates_follows_those_of_its_country():
    sites = [Site("somewhere"), at("berlin", BERLIN), at("prague", PRAGUE, "CZ")]
    rows = nearest_sites(sites, DRESDEN, "DE")
    assert [row.site.name for row in rows] == ["berlin", "somewhere", "prague"]
    assert rows[1].distance_km is None
    assert rows[1].reason is OfferReason.NO_DISTANCE_IN_COUNTRY


def test_two_sites_of_one_town_are_a_tie():
    rows = nearest_sites(
        [at("a", BERLIN), at("b", BERLIN), at("c", DRESDEN)], DRESDEN, "DE"
    )
    assert [(row.site.name, row.is_tie) for row in rows] == [
        ("c", False),
        ("a", True),
        ("b", True),
    ]


def test_the_only_site_is_said_to_be_that():
    (row,) = nearest_sites([at("prague", PRAGUE, "CZ")], DRESDEN, "DE")
    assert row.reason is OfferReason.ONLY_SITE


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        ((52.52, 13.405), (48.137, 11.576), 504),
        ((0, 179.5), (0, -179.5), 111),
        ((90, 0), (90, 120), 0),
        ((90, 0), (-90, 0), 20015),
        ((30.29, 120.16), (30.29, 120.16), 0),
    ],
)
def test_distances_also_over_the_date_line_and_at_the_poles(a, b, km):
    assert distance_km(a, b) == pytest.approx(km, abs=1)


def haversine(a, b):
    """Return a distance in one formula, which knows nothing of either point before."""
    lat_a, lon_a, lat_b, lon_b = map(radians, (*a, *b))
    half = (
        sin((lat_b - lat_a) / 2) ** 2
        + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    )
    return 2 * EARTH_KM * asin(sqrt(min(1.0, half)))


def by_brute_force(sites, origin, country):
    """Return what `first` has to say of all: each distance reckoned, then sorted."""
    rows = []
    for site in sites:
        if site.status == "RECRUITING":
            is_placed = origin is not None and site.latitude is not None
            there = (site.latitude, site.longitude)
            rows.append((site, haversine(origin, there) if is_placed else None))
    rows.sort(
        key=lambda row: (
            bool(country) and row[0].country != country,
            row[1] is None,
            row[1] or 0.0,
        )
    )
    reasons = [reason_of(site, km, country, len(rows)) for site, km in rows]
    return [
        (*row, reasons[at], is_tied(rows, reasons, at)) for at, row in enumerate(rows)
    ]


def reason_of(site, km, country, count):
    if count == 1:
        return OfferReason.ONLY_SITE
    is_home = bool(country) and site.country == country
    if km is None:
        home, abroad = OfferReason.NO_DISTANCE_IN_COUNTRY, OfferReason.NO_DISTANCE
    else:
        home, abroad = OfferReason.NEAREST_IN_COUNTRY, OfferReason.NEAREST_ABROAD
    return home if is_home else abroad


def is_tied(rows, reasons, at):
    beside = [one for one in (at - 1, at + 1) if 0 <= one < len(rows)]
    return rows[at][1] is not None and any(
        rows[one][1] is not None
        and reasons[one] is reasons[at]
        and abs(rows[one][1] - rows[at][1]) < TIE_KM
        for one in beside
    )


def assert_as_brute_force(sites, origin, country, count):
    expected = by_brute_force(sites, origin, country)
    ranking = KnownSites(sites).around(origin, country)
    # Of the front alone, before all are in order; a place is told by what it is.
    front = [tuple(row) for row in ranking.first(count)]
    assert [(id(row[0]), *row) for row in front] == [
        (id(row[0]), *row) for row in expected[:count]
    ]
    assert [(id(site), km) for site, km in ranking.beyond(count)] == [
        (id(row[0]), row[1]) for row in expected[count:]
    ]
    assert list(map(tuple, ranking.first(len(sites)))) == expected
    assert [id(one) for one in ranking.sites] == [id(row[0]) for row in expected]


# Where cosines say least: poles, the date line, opposite ends, a hand's breadth.
CORNERS = (-90.0, -89.9999999, -45.0, 0.0, 1e-9, 45.0, 45.0000001, 90.0)
EDGES = (*CORNERS, -180.0, -179.9999999, 135.0, 135.0000001, 179.9999999, 180.0)
POINTS = st.tuples(
    st.floats(-90, 90) | st.sampled_from(CORNERS),
    st.floats(-180, 180) | st.sampled_from(EDGES),
)
SITES = st.lists(
    st.builds(
        lambda place, country, status: at("x", place, country, status=status),
        POINTS | st.just((None, None)),
        st.sampled_from(["DE", "CZ", ""]),
        st.sampled_from(["RECRUITING", "RECRUITING", "COMPLETED"]),
    ),
    max_size=20,
)


@given(
    SITES, POINTS | st.none(), st.sampled_from(["DE", "CZ", "FR", ""]), st.integers(0)
)
def test_the_order_is_that_of_brute_force(sites, origin, country, count):
    assert_as_brute_force(sites, origin, country, count % 24)


@pytest.mark.parametrize("number", range(10))
def test_a_thousand_sites_stand_as_brute_force_puts_them(number):
    chance = Random(number)  # noqa: S311 - no secret
    places = [(chance.uniform(-90, 90), chance.uniform(-180, 180)) for _ in range(1000)]
    if number % 2:
        # Many in few towns, and some of which the record does not say where.
        places = [*chance.choices(places[:80], k=900), *[(None, None)] * 100]
        chance.shuffle(places)
    sites = [at("x", place, chance.choice(("DE", "CZ", "FR"))) for place in places]
    for origin in (places[0], DRESDEN, (90.0, 0.0), (-17.7, 180.0)):
        if None not in origin:
            assert_as_brute_force(sites, origin, chance.choice(("DE", "")), 10)


def test_what_is_as_far_on_either_side_stands_as_it_came():
    around = [(0.0, 10.0), (10.0, 0.0), (0.0, -10.0), (-10.0, 0.0), (0.0, 9.9999999)]
    sites = [at(str(place), place) for place in around * 3]
    assert_as_brute_force(sites, (0.0, 0.0), "DE", 4)


@pytest.mark.parametrize("middle", [DRESDEN, (-51.05, -166.26), (90.0, 0.0)])
def test_sites_a_hands_breadth_apart_stand_by_their_distance(middle):
    chance = Random(1)  # noqa: S311 - no secret
    north, east = middle
    sites = [
        at("x", (north - chance.random() * 1e-6, east + chance.random() * 1e-6))
        for _ in range(100)
    ]
    assert_as_brute_force(sites, DRESDEN, "DE", 10)
    assert_as_brute_force(sites, middle, "DE", 10)
