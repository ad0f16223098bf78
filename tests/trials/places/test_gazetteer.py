"""Towns and postcodes of the world, in any script; never guessed silently."""

import pytest
from django.conf import settings

from trials.places.gazetteer import GazetteerMissingError, Kind, resolve

needs_gazetteer = pytest.mark.skipif(
    not settings.GAZETTEER_PATH.is_file(), reason="script/setup builds the gazetteer"
)


def look(text: str, country: str = ""):
    return resolve(text, country, path=settings.GAZETTEER_PATH)


def names(text: str, country: str = "") -> list[tuple[str, str]]:
    return [(c.name, c.country) for c in look(text, country).candidates]


@needs_gazetteer
@pytest.mark.parametrize(
    ("text", "country", "name", "latitude", "longitude"),
    [
        ("Hangzhou", "CN", "Hangzhou", 30.29, 120.16),
        ("杭州", "", "Hangzhou", 30.29, 120.16),
        ("杭州市", "CN", "Hangzhou", 30.29, 120.16),
        ("hang zhou", "CN", "Hangzhou", 30.29, 120.16),
        ("München", "DE", "Munich", 48.14, 11.58),
        ("Muenchen", "DE", "Munich", 48.14, 11.58),
        ("MUNCHEN", "", "Munich", 48.14, 11.58),
        ("Łódź", "PL", "Łódź", 51.77, 19.47),
        ("Lodz", "", "Łódź", 51.77, 19.47),
        ("الجيزة", "EG", "Giza", 30.01, 31.21),
        ("東京", "", "Tokyo", 35.69, 139.69),
        ("Springfield, IL", "US", "Springfield", 39.80, -89.64),
        ("Springfield, Illinois", "", "Springfield", 39.80, -89.64),
        ("Paris, France", "", "Paris", 48.85, 2.35),
        ("Paris, 法国", "", "Paris", 48.85, 2.35),
        # A town and a number in one field.
        ("10115 Berlin", "DE", "Berlin", 52.52, 13.41),
        ("Berlin 10115", "DE", "Berlin", 52.52, 13.41),
        ("Praha 5", "CZ", "Prague", 50.09, 14.42),
        ("Paris 15", "FR", "Paris", 48.85, 2.35),
        ("Lyon Cedex 03", "FR", "Lyon", 45.75, 4.85),
        ("SW1A 1AA London", "GB", "London", 51.51, -0.13),
        ("Hauptstr. 26, München", "DE", "Munich", 48.14, 11.58),
        ("10001 New York", "US", "10001, New York", 40.75, -74.0),
        # A town with its state, in any country.
        ("London, Ontario", "", "London", 42.98, -81.25),
        ("London Ontario", "", "London", 42.98, -81.25),
        ("London, ON", "", "London", 42.98, -81.25),
        ("Perth, Scotland", "", "Perth", 56.4, -3.43),
        ("Hangzhou, Zhejiang, China", "", "Hangzhou", 30.29, 120.16),
        ("Tbilisi, Georgia", "", "Tbilisi", 41.69, 44.83),
        ("Atlanta, Georgia", "", "Atlanta", 33.75, -84.39),
        ("Aichi, Nagoya", "", "Nagoya", 35.18, 136.91),
        # The town in the state of its name, and a country of one town.
        ("New York", "US", "New York City", 40.71, -74.0),
        ("Québec", "CA", "Québec", 46.81, -71.21),
        ("Singapore", "", "Singapore", 1.29, 103.85),
    ],
)
def test_one_hit_is_an_answer(text, country, name, latitude, longitude):
    found = look(text, country)
    assert found.kind is Kind.EXACT
    (place,) = found.candidates
    assert place.name == name
    assert place.latitude == pytest.approx(latitude, abs=0.05)
    assert place.longitude == pytest.approx(longitude, abs=0.05)


@needs_gazetteer
@pytest.mark.parametrize(
    ("code", "country", "latitude", "longitude"),
    [
        ("310003", "CN", 30.27, 120.16),
        ("10001", "US", 40.75, -74.0),
        ("10001-1234", "US", 40.75, -74.0),
        ("M5V 3L9", "CA", 43.64, -79.4),
        ("m5v3l9", "CA", 43.64, -79.4),
    ],
)
def test_a_postcode_with_its_country(code, country, latitude, longitude):
    found = look(code, country)
    assert found.kind is Kind.EXACT
    assert found.candidates[0].latitude == pytest.approx(latitude, abs=0.2)
    assert found.candidates[0].longitude == pytest.approx(longitude, abs=0.2)


@needs_gazetteer
def test_a_postcode_without_a_country_is_a_question():
    assert look("310003").kind is Kind.NEEDS_COUNTRY


@needs_gazetteer
def test_a_postcode_that_is_not_known_is_said_to_be():
    assert look("SW1A 1AA", "GB").kind is Kind.UNKNOWN_POSTCODE


@needs_gazetteer
def test_several_towns_of_one_name_are_a_question_with_their_states():
    found = look("Springfield", "US")
    assert found.kind is Kind.CHOICES
    states = [place.region for place in found.candidates]
    assert {"Illinois", "Massachusetts", "Missouri", "Ohio"} <= set(states)


@needs_gazetteer
def test_namesakes_in_one_state_name_a_bigger_town_nearby():
    found = look("Neustadt, Bavaria", "DE")
    assert found.kind is Kind.CHOICES
    told = [(place.name, place.region, place.near) for place in found.candidates]
    assert len(set(told)) == len(told)


@needs_gazetteer
@pytest.mark.parametrize(
    ("text", "country"),
    [("Frankfurt", "DE"), ("London", ""), ("Putney", "US"), ("Berlin", "US")],
)
def test_namesakes_are_asked_with_their_states(text, country):
    found = look(text, country)
    assert found.kind is Kind.CHOICES
    assert len(found.candidates) > 1
    assert all(place.region for place in found.candidates)


@needs_gazetteer
@pytest.mark.parametrize(
    ("text", "country", "state"),
    [
        ("Wynnewood", "US", "Oklahoma"),
        ("Hines", "US", "Oregon"),
        ("Wynnewood, PA", "US", "Oklahoma"),
        # Not the hamlet whose name is left when "City" is cut off.
        ("Harbor City", "US", "Oregon"),
    ],
)
def test_one_small_hit_is_a_question_with_its_state(text, country, state):
    found = look(text, country)
    assert found.kind is Kind.CHOICES
    assert [place.region for place in found.candidates] == [state]


@needs_gazetteer
@pytest.mark.parametrize(
    ("text", "country", "names"),
    [
        ("Germany", "", [("", "DE")]),
        ("Deutschland", "", [("", "DE")]),
        ("ألمانيا", "", [("", "DE")]),
        ("Germany", "US", [("", "DE")]),
        ("Zhejiang", "CN", [("Zhejiang", "CN")]),
        ("浙江", "", [("Zhejiang", "CN")]),
        ("Guangdong Province", "CN", [("Guangdong", "CN")]),
        ("Bavaria", "DE", [("Bavaria", "DE")]),
        ("Bayern", "", [("Bavaria", "DE")]),
        ("Hyogo", "JP", [("Hyōgo", "JP")]),
        ("Punjab", "IN", [("Punjab", "IN")]),
        ("Georgia", "US", [("Georgia", "US")]),
        ("Georgia", "", [("", "GE"), ("Georgia", "US")]),
        ("Kings County", "US", [("Kings County, California", "US")]),
    ],
)
def test_a_country_or_a_state_is_answered_as_such(text, country, names):
    found = look(text, country)
    assert found.kind is Kind.REGION
    regions = [(region.name, region.country) for region in found.regions]
    assert regions[: len(names)] == names
    # Never a town that only looks like it.
    assert all(
        any(place.country == region.country for region in found.regions)
        for place in found.candidates
    )


@needs_gazetteer
def test_a_state_is_told_in_the_language_of_the_page():
    found = resolve("Hangzhou", "CN", path=settings.GAZETTEER_PATH, language="zh-hans")
    assert found.candidates[0].region == "浙江省"


@needs_gazetteer
def test_a_postcode_and_a_town_that_contradict_each_other_are_a_question():
    found = look("10001 Boston", "US")
    assert found.kind is Kind.CHOICES
    assert {"New York", "Massachusetts"} <= {one.region for one in found.candidates}


@needs_gazetteer
@pytest.mark.parametrize(
    ("typed", "country", "meant"),
    [
        ("Hangzou", "CN", "Hangzhou"),
        ("Londno", "GB", "London"),
        ("Drresden", "DE", "Dresden"),
    ],
)
def test_a_typing_error_is_did_you_mean(typed, country, meant):
    found = look(typed, country)
    assert found.kind is Kind.DID_YOU_MEAN
    assert found.candidates[0].name == meant


@needs_gazetteer
def test_a_town_of_another_country_is_offered_as_such():
    found = look("Paris", "DE")
    assert (found.kind, found.is_elsewhere) == (Kind.CHOICES, True)
    assert found.candidates[0].country == "FR"


@needs_gazetteer
@pytest.mark.parametrize(
    "text",
    ["", "  ", "Xyzzyqq", "a\x00b", "\u202egrubmah", "x" * 500, "'; DROP TABLE place"],
)
def test_nothing_and_junk_find_nothing(text):
    assert look(text, "DE").kind is Kind.NONE


def test_a_missing_file_says_what_to_do(tmp_path):
    with pytest.raises(GazetteerMissingError, match="script/setup"):
        resolve("Hangzhou", "CN", path=tmp_path / "none.sqlite3")
