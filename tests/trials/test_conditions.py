"""One key for all that people say; a key of its own for what is another illness."""

import pytest

from trials.conditions import (
    closest,
    condition_key,
    local_names,
    plain_key,
    spoken_keys,
    spoken_names,
)


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
    pairs = {
        (plain_key(name), plain_key(term))
        for term, names in spoken_names().items()
        for name in names
    }
    assert len(pairs) == len({name for name, _term in pairs}) == len(spoken_keys())
    for term in map(plain_key, spoken_names()):
        assert spoken_keys().get(term, term) == term


@pytest.mark.parametrize(
    ("said", "term"),
    [
        ("pediatric lupus", "Lupus Erythematosus, Systemic"),
        ("Childhood-onset lupus", "Lupus Erythematosus, Systemic"),
        ("lupus in children and adolescents", "Lupus Erythematosus, Systemic"),
        ("Paediatric Asthma", "Asthma"),
        ("儿童哮喘", "Asthma"),
        ("autoimmune", "Autoimmune Diseases"),
        ("Brain tumours", "Brain Neoplasms"),
        ("heart attacks", "Myocardial Infarction"),
        ("kidney failure", "Renal Insufficiency"),
        ("Leukaemia", "Leukemia"),
        ("Childhood arthritis", "Arthritis, Juvenile"),
        ("allergies", "Allergy"),
    ],
)
def test_what_families_say_is_understood(said, term):
    assert condition_key(said) == condition_key(term)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lupus Nephritis", "lupus in children"),
        ("Osteosarcoma", "Sarcoma"),
        ("Diabetes Mellitus, Type 1", "Diabetes Mellitus, Type 2"),
        ("Arthritis, Juvenile", "Arthritis"),
        ("Hepatitis B", "Hepatitis C"),
    ],
)
def test_what_is_not_the_same_stays_apart(one, other):
    assert condition_key(one) != condition_key(other)


def test_a_name_that_nobody_bears_has_neighbours():
    there = ["Lupus Nephritis", "Asthma", "Crohn Disease", "Kidney Diseases"]
    assert closest("astma", there, 3) == ["Asthma"]
    assert closest("lupus of the skin", there, 3) == ["Lupus Nephritis"]
    assert closest("gum disease", there, 3) == []


def test_the_project_knows_some_names_in_chinese():
    names = local_names("zh-hans")
    assert names[plain_key("Asthma")] == "哮喘"
    assert names[plain_key("Lupus Erythematosus, Systemic")] == "系统性红斑狼疮"
    assert local_names("en") == {}
    assert all(condition_key(name) == key for key, name in names.items())
