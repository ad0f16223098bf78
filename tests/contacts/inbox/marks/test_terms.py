"""Whatever somebody types of a family is cut as the family's own words were."""

from collections import Counter

import pytest

from contacts.inbox.marks.hashing import BITS, hash_term, hash_terms, team_key
from contacts.inbox.marks.terms import terms_of, terms_typed
from contacts.inbox.matching import has_number, is_called, is_telephone

LENA = ("Léna", "von Fischer-Maß", "lena@families.example", "+49 30 901820")
MING = ("例明", "范", "", "+86 571 8888 6666")


def meets(person, typed: str) -> bool:
    wanted = terms_typed(typed)
    return bool(wanted) and all(terms_of(*person) & one for one in wanted)


@pytest.mark.parametrize(
    "typed",
    ["fisch", "FIS", "len fischer", "lena@fam", "mass", "030/901820", "901820"],
)
def test_one_is_met_and_the_other_not(typed):
    assert meets(LENA, typed)
    assert not meets(MING, typed)


@pytest.mark.parametrize("typed", ["fanli", "fanl", "liming", "limi", "范例", "例明"])
def test_a_chinese_name_is_met_by_a_syllable_and_the_next_letter(typed):
    assert meets(MING, typed)
    assert not meets(LENA, typed)


@pytest.mark.parametrize("typed", ["", "fi", "范", "1820", "  ", "@"])
def test_what_is_too_short_meets_nobody(typed):
    assert terms_typed(typed) == []


@pytest.mark.parametrize(
    "typed", ["fischer", "ma", "fan liming", "例明", "+49 30 901820", "len fisch"]
)
def test_what_matches_and_is_long_enough_is_always_met(typed):
    """The marks narrow down; they never hide what reading would find."""
    for person in (LENA, MING):
        first, last, _email, phone = person
        matches = (
            has_number(phone, typed)
            if is_telephone(typed)
            else is_called(first, last, typed)
        )
        if matches and terms_typed(typed):
            assert meets(person, typed)


def test_a_team_cannot_read_the_marks_of_another():
    terms = terms_of(*LENA)
    one, other = (hash_terms(team_key("secret", team), terms) for team in (1, 2))
    assert len(one) == len(terms)
    assert not one & other
    assert all(0 <= mark < 2**BITS for mark in one)


def test_three_of_five_numbers_share_their_mark_with_another():
    """As the page of the decision counts: a mark alone tells no six digits."""
    key = team_key("secret", 1)
    often = Counter(hash_term(key, f"n{number:06}") for number in range(1_000_000))
    shared = sum(many for many in often.values() if many > 1)
    assert 0.60 < shared / 1_000_000 < 0.63
