"""Recruiting sites only, own country first, ties and unknown places said openly."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trials.places.nearest import OfferReason, distance_km, nearest_sites

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


POINTS = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
SITES = st.lists(
    st.builds(
        lambda name, place, country, status: at(name, place, country, status=status),
        st.uuids().map(str),
        POINTS,
        st.sampled_from(["DE", "CZ"]),
        st.sampled_from(["RECRUITING", "COMPLETED"]),
    ),
    max_size=20,
)


@given(SITES, POINTS)
def test_the_order_is_that_of_brute_force(sites, origin):
    rows = nearest_sites(sites, origin, "DE")
    expected = sorted(
        (
            (s.country != "DE", distance_km(origin, (s.latitude, s.longitude)))
            for s in sites
            if s.status == "RECRUITING"
        ),
    )
    assert [(r.site.country != "DE", r.distance_km) for r in rows] == expected
