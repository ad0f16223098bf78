"""One key for all that people say; a key of its own for what is another illness."""

import pytest

from trials.conditions import SPOKEN, condition_key, plain_key, spoken_keys, spoken_like


@pytest.mark.parametrize(
    "name",
    [
        "Lupus Erythematosus, Systemic",
        "systemic lupus erythematosus",
        "Systemic  Lupus Erythematosus.",
        "SLE",
        "lupus",
        "系统性红斑狼疮",
    ],
)
def test_all_names_of_lupus_are_one(name):
    assert condition_key(name) == "erythematosus lupus systemic"


@pytest.mark.parametrize("name", ["Lupus Nephritis", "Lupus Erythematosus, Discoid"])
def test_another_illness_is_another(name):
    assert condition_key(name) != condition_key("lupus")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sjögren's Syndrome", "sjogrens syndrome"),
        ("Crohn’s disease", "Crohn Disease"),
        ("COVID-19", "covid 19"),
        ("Diabetes Mellitus, Type 1", "type 1 diabetes"),
    ],
)
def test_accents_marks_and_order_do_not_count(one, other):
    assert condition_key(one) == condition_key(other)


def test_a_name_without_letters_is_none():
    assert condition_key(" -- ") == ""
    assert len(condition_key("x" * 900)) == 200


def test_no_spoken_name_stands_for_two_illnesses():
    names = [plain_key(name) for group in SPOKEN.values() for name in group]
    assert len(names) == len(set(names)) == len(spoken_keys())
    for term in map(plain_key, SPOKEN):
        assert spoken_keys().get(term, term) == term


def test_names_are_offered_while_somebody_types():
    assert spoken_like("sy", 3)[0].startswith("sy")
    assert spoken_like("狼疮", 9)[0] == "狼疮"
    assert spoken_like(" ", 9) == []
