"""Names, towns and distance propose; a number, or a name kept back, never does."""

import pytest

from contacts.teams import facility_matching as matching
from contacts.teams.facility_matching import KnownHospital, WrittenPlace, match_places
from contacts.teams.facility_names import fold_name, is_placeholder, numbers_of

LEIPZIG = (51.34, 12.37)


def places(*rows: tuple) -> list[WrittenPlace]:
    return [WrittenPlace(number, *row) for number, row in enumerate(rows, 1)]


def together(*rows: tuple) -> bool:
    """Whether two places are taken for one hospital."""
    return [one.places for one in match_places(places(*rows))] == [[1, 2]]


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("Mayo Clinic", "Mayo Clinic in Rochester"),
        ("M D Anderson Cancer Center", "MD Anderson Cancer Center"),
        ("St. Mary's Hospital", "St Marys Hospital"),
        ("Hôpital de Cimiez", "Hopital Cimiez"),
        (
            "Nanfang Hospital, Southern Medical University",
            "Southern Medical University Nanfang Hospital",
        ),
        (
            "First Hospital of Anhui Medical University",
            "The First Hospital Of Anhui Medical University",
        ),
        ("广州医科大学附属肿瘤医院", "广州医科大学附属肿瘤 医院"),
    ],
)
def test_one_hospital_in_two_spellings(mine, theirs):
    assert together((mine, "Rochester", "US"), (theirs, "Rochester", "US"))


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("First Affiliated Hospital of Anhui", "Second Affiliated Hospital of Anhui"),
        ("Clinic 12", "Clinic 13"),
        # Alike but for the number.
        ("Oncology and Haematology Clinic 12", "Oncology and Haematology Clinic 13"),
        (
            "广州中医药大学附属广东省中医院第一分院",
            "广州中医药大学附属广东省中医院第二分院",
        ),
        ("北京大学第一医院", "北京大学第三医院"),
        ("University Hospital", "University Children's Hospital"),
        ("Charité", "Vivantes"),
    ],
)
def test_two_hospitals_of_one_town(mine, theirs):
    assert not together((mine, "Rochester", "US"), (theirs, "Rochester", "US"))


def test_a_town_written_otherwise_is_near_and_the_same_name_far_away_is_not():
    near = ("Klinik am Park", "Leipzig-Mitte", "DE", *LEIPZIG)
    here = ("Klinik am Park", "Leipzig", "DE", 51.36, 12.4)
    away = ("Klinik am Park", "Dresden", "DE", 51.05, 13.74)
    abroad = ("Klinik am Park", "Leipzig", "AT", *LEIPZIG)
    assert together(near, here)
    assert not together(here, away)
    assert not together(here, abroad)


def test_the_towns_own_name_counts_between_towns():
    one = ("Example Care Oakland Medical Center", "Oakland", "US", 37.80, -122.27)
    two = (
        "Example Care San Leandro Medical Center",
        "San Leandro",
        "US",
        37.72,
        -122.2,
    )
    assert not together(one, two)


@pytest.mark.parametrize(
    "name",
    ["", "Research Site", "Investigational Site Number 12", "研究中心编号 12"],
)
def test_a_name_kept_back_belongs_to_no_hospital(name):
    assert is_placeholder(name)
    assert match_places(places((name, "Bonn", "DE"), (name, "Bonn", "DE"))) == []


def test_what_is_known_comes_first():
    known = [KnownHospital(7, "Charité Universitätsmedizin", "Berlin", "DE")]
    rows = places(
        ("Charite - Universitätsmedizin Berlin", "Berlin", "DE"),
        ("Vivantes", "Berlin", "DE"),
    )
    found = {one.facility: one.places for one in match_places(rows, known)}
    assert found == {7: [1], None: [2]}


def test_folding_and_numbers():
    assert fold_name("  Universitätsklinikum – ‘Carl’ ") == "universitatsklinikum carl"
    assert numbers_of("the second hospital 12") == {"second", "12"}


def test_ten_thousand_hospitals_of_one_town_meet_few_others(monkeypatch):
    """Steps are counted, not seconds: each place meets a bounded number of others."""
    met = []
    real = matching.alike
    monkeypatch.setattr(matching, "alike", lambda a, b: met.append(1) or real(a, b))

    def steps(many: int) -> int:
        met.clear()
        rows = [
            WrittenPlace(n, f"Haus {n:05} Hospital", "Bonn", "DE") for n in range(many)
        ]
        assert len(match_places(rows)) == many
        return len(met)

    assert steps(4000) <= 4000 * matching.MOST_MET * matching.RAREST_WORDS
