"""What a coordinator types, and which family it finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.inbox.matching import has_address, has_number, is_called, is_telephone
from contacts.inbox.pinyin import begins_as, readings


@pytest.mark.parametrize(
    ("first", "last", "typed"),
    [
        ("Lena", "Fischer", "fi"),
        ("Lena", "Fischer", "LENA f"),
        ("Lena", "Fischer", "fischer len"),
        ("Åsa", "Öberg", "oberg"),
        ("Zoë-Marie", "O’Neil", "marie"),
        ("Παύλος", "Σαμαράς", "σαμ"),
        ("محمد", "الحسن", "محم"),
        ("例明", "范", "范例"),
        ("例明", "范", "例明"),
        ("例明", "范", "明"),
        ("例明", "范", "fan"),
        ("例明", "范", "fanlim"),
        ("例明", "范", "Fan Liming"),
        ("例明", "范", "flm"),
        ("例明", "范", "liming"),
        ("小明", "曾", "zeng"),
        ("小明", "单", "shan xiao"),
        ("小明", "吕", "lv"),
        ("小明", "吕", "lu xm"),
        ("小明", "张", "zhxm"),
    ],
)
def test_a_name_is_found_by_how_it_begins(first, last, typed):
    assert is_called(first, last, typed)


@pytest.mark.parametrize(
    ("first", "last", "typed"),
    [
        ("Lena", "Fischer", "ischer"),
        ("Lena", "Fischer", "lena x"),
        ("Lena", "Fischer", ""),
        ("Lena", "Fischer", "  "),
        ("例明", "范", "ming"),
        ("例明", "范", "fanming"),
        ("例明", "范", "张"),
        ("例明", "范", ""),
    ],
)
def test_another_name_is_not(first, last, typed):
    assert not is_called(first, last, typed)


PHONE = "+49 30 901820 / +86 138 0000 0001"


@pytest.mark.parametrize(
    "typed",
    [
        "1820",
        "901820",
        "030 901820",
        "(030) 90 18-20",
        "+49 30 901820",
        "９０１８２０",
        "0001",
    ],
)
def test_a_number_is_found_by_its_last_digits_in_any_writing(typed):
    assert is_telephone(typed)
    assert has_number(PHONE, typed)


@pytest.mark.parametrize("typed", ["9018", "4930901820138", "0002"])
def test_other_digits_find_nothing(typed):
    assert not has_number(PHONE, typed)


@pytest.mark.parametrize("typed", ["12", "lena", "ENQ-1234", "a1234", ""])
def test_what_is_no_number_is_looked_for_otherwise(typed):
    assert not is_telephone(typed)


def test_an_address_is_found_by_how_it_begins():
    assert has_address("lena@families.example", " LENA@fam")
    assert not has_address("lena@families.example", "ena@")
    assert not has_address("", "")


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_nothing_typed_breaks_it(first, last, typed):
    is_called(first, last, typed)
    has_number(first, typed)
    has_address(last, typed)


@given(st.text("范例明曾单吕张小欧阳司马", min_size=1, max_size=4), st.data())
def test_every_reading_of_every_character_is_found(name, data):
    spelt = "".join(data.draw(st.sampled_from(readings(one))) for one in name)
    for end in range(1, len(spelt) + 1):
        assert begins_as(spelt[:end], name)
    assert not begins_as(spelt + "x", name)
