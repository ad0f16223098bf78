"""One way of writing for each word, whatever somebody types on."""

import pytest
from django.conf import settings

from contacts.enquiries.urgency.families import (
    MEANINGS,
    NAME,
    other_spellings,
    sign_pattern,
    words_by_beginning,
)
from contacts.enquiries.urgency.weighing import classify
from contacts.enquiries.urgency.writing import SENTENCE, fold_message, sentences
from portal.lib.vocabulary import languages_of, read_rows


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("can\u2019t", "can't"),
        ("ＣＡＮ'Ｔ", "cant"),
        ("respiración", "RESPIRACION"),
        ("昏迷，發燒３９度", "昏迷,发烧39度"),
        ("٣٩٫٨", "39.8"),
        ("أختنق", "اختنق"),
        ("heeeelp", "help"),
    ],
)
def test_two_ways_of_writing_are_one(one, other):
    assert fold_message(one, other_spellings()) == fold_message(
        other, other_spellings()
    )


def test_a_text_without_an_end_comes_in_pieces_that_share_their_edges():
    pieces = list(sentences("ab " * 1000))
    assert max(map(len, pieces)) <= SENTENCE + 60
    assert len(pieces) > 4


def test_every_expression_of_every_language_can_be_read():
    known = words_by_beginning()
    assert sum(map(len, known.values())) > 2000
    assert all(word.pattern for words in known.values() for word in words)


def test_the_first_message_of_a_process_does_not_wait_for_all_of_them():
    many = len({word.text for words in words_by_beginning().values() for word in words})
    sign_pattern.cache_clear()
    classify("Is there a place for a nine-year-old? She had her last treatment in May.")
    assert 0 < sign_pattern.cache_info().currsize < many / 10


@pytest.mark.parametrize("code", [code for code, _name in settings.LANGUAGES])
def test_each_language_of_the_interface_can_say_everything(code):
    file = next(one for one in languages_of(NAME) if one == code)
    said = {row["says"] for row in read_rows(NAME, file)}
    assert said == MEANINGS


def test_no_row_says_what_nobody_reads():
    for code in languages_of(NAME):
        assert {row["says"] for row in read_rows(NAME, code)} <= MEANINGS
