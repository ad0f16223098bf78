"""A picture of where sites are: whole, safe, small, right at the date line."""

import gzip
import xml.etree.ElementTree as ET

import pytest

from trials.places.worldmap import MapPoint, render_map, view_of

NS = "{http://www.w3.org/2000/svg}"
HANGZHOU = MapPoint(30.29, 120.16, True)
NEW_YORK = MapPoint(40.71, -74.0, True)
FIJI, SAMOA = MapPoint(-18.1, 178.4, True), MapPoint(-13.8, -171.8, False)


def draw(*points: MapPoint) -> ET.Element:
    svg = render_map(points, title="Sites", description="Where")
    return ET.fromstring(svg)  # noqa: S314 - our own words


def circles(*points: MapPoint) -> list[ET.Element]:
    return draw(*points).findall(f"{NS}circle")


@pytest.mark.parametrize(
    "points", [(), (HANGZHOU,), (HANGZHOU, NEW_YORK), (FIJI, SAMOA), (FIJI,) * 40]
)
def test_every_dot_is_inside_the_picture(points):
    for dot in circles(*points):
        assert 0 <= float(dot.get("cx")) <= 720
        assert 0 <= float(dot.get("cy")) <= 360


def test_neighbours_over_the_date_line_are_drawn_as_neighbours():
    view = view_of([FIJI, SAMOA])
    assert view.east - view.west < 100
    first, second = (float(dot.get("cx")) for dot in circles(FIJI, SAMOA))
    assert abs(first - second) < 400


def test_sites_of_one_town_are_one_bigger_dot():
    (one,) = circles(HANGZHOU)
    (many,) = circles(*[HANGZHOU] * 9)
    assert float(many.get("r")) > float(one.get("r"))


def test_open_and_shut_differ_by_more_than_colour():
    kinds = {dot.get("class") for dot in circles(FIJI, SAMOA)}
    assert kinds == {"open", "shut"}
    style = draw().find(f"{NS}style").text
    assert ".shut{fill:#fbf8f2" in style


def test_words_of_a_record_are_text():
    hostile = "</title><script>alert(1)</script>"
    svg = render_map([HANGZHOU], title=hostile, description=hostile)
    assert ET.fromstring(svg).find(f"{NS}script") is None  # noqa: S314 - our own words
    assert "<script" not in svg


@pytest.mark.parametrize("points", [(HANGZHOU,), (HANGZHOU, NEW_YORK)])
def test_it_is_small_and_shows_land(points):
    svg = render_map(points, title="", description="")
    assert len(gzip.compress(svg.encode())) < 20_000
    assert svg.count("M") > 3
