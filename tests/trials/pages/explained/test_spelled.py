"""Words are found whole, the longest first, as one expression of all finds them."""

import pytest

from trials.pages.explained.spelled import SpellingTable

KNOWN = (
    "lupus",
    "Lupus nephritis",
    "SLE",
    "trial",
    "trials office",
    "+1 week",
    "T细胞",
    "试验",
)


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in SpellingTable(KNOWN).spans(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Lupus nephritis and lupus", ["Lupus nephritis", "lupus"]),
        ("Of two trials, the trials office", ["trials", "trials office"]),
        ("sle, SLEs; (sle)", ["sle", "SLEs", "sle"]),
        ("每个试验里的T细胞治疗", ["试验", "T细胞"]),
        ("after +1 week", ["+1 week"]),
        # A letter that grows when it is made small moves no place.
        ("İİ lupus", ["lupus"]),
        # Parts of other words, and beginnings of what is not there.
        ("lupuslike antilupus trialss lupus-nephritis-like", ["lupus"]),
        ("a+1 week, +1 weekend", []),
        ("", []),
    ],
)
def test_a_word_is_found_whole_and_the_longest_first(text, words):
    assert found(text) == words


def test_nothing_is_found_of_no_words():
    assert list(SpellingTable(()).spans("Lupus 试验")) == []
