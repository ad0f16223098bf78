"""A person is found by whole words of a name, and no name can be read out."""

import pytest

from contacts.enquiries.models.name_index import searched_words, word_hashes
from contacts.models import EnquirerName
from tests.factories import accepted

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Zoë  MÜLLER", ["zoe", "muller"]),
        ("Anna-Maria O'Neil", ["anna", "maria", "oneil"]),
        ("李 明", ["李", "明"]),
        ("Lena lena LENA", ["lena"]),
        ("", []),
    ],
)
def test_accents_case_and_hyphens_make_no_difference(typed: str, words: list[str]):
    assert searched_words(typed) == words


def test_the_index_holds_hashes_of_whole_words():
    enquiry = accepted(first_name="Léna", last_name="Fischer").enquiry
    stored = set(enquiry.names.values_list("word_hash", flat=True))
    assert stored == set(word_hashes("lena", "FISCHER"))
    assert not stored & set(word_hashes("len", "fisch"))
    assert "lena" not in str(list(EnquirerName.objects.values())).casefold()
