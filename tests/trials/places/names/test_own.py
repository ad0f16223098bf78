"""A place is named as its country's own people write it, where that is certain."""

import json

import pytest

from trials.places.names.own import NAMES, own_names, words_of_name


@pytest.mark.parametrize(
    ("hospital", "own"),
    [
        ("Peking Union Medical College Hospital", "北京协和医院"),
        ("West China Hospital,Sichuan University", "四川大学华西医院"),
        (
            "First Affiliated Hospital, Sun Yat-sen University",
            "中山大学附属第一医院",
        ),
        ("Nanfang Hospital /ID# 252633", "南方医科大学南方医院"),
        ("Research Site", ""),
        ("", ""),
    ],
)
def test_records_spell_a_hospital_in_several_ways(hospital, own):
    assert own_names("Hangzhou", hospital, "CN", "zh-hans")["own_name"] == own


@pytest.mark.parametrize(
    ("country", "language", "town"),
    [
        ("CN", "zh-hans", "杭州"),
        ("CN", "en", ""),
        ("CN", "ar", ""),
        ("US", "zh-hans", ""),
    ],
)
def test_only_readers_of_the_script_in_that_country(country, language, town):
    said = own_names("Hangzhou", "Research Site", country, language)
    assert (said["own_city"], said["own_name"]) == (town, "")


def test_no_two_names_of_the_list_are_one():
    known = json.loads((NAMES / "zh-hans.json").read_text("utf-8"))
    for kind in ("towns", "hospitals"):
        keys = [words_of_name(name) for name in known[kind]]
        assert len(keys) == len(set(keys))
        assert all(keys)
