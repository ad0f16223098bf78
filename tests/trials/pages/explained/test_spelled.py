"""Words are found whole, the longest first, as one expression of all finds them."""

import pytest

from trials.pages.explained import spelled
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


def test_what_is_remembered_of_a_text_is_what_is_found_in_it(monkeypatch):
    monkeypatch.setattr(spelled, "MOST", 3)
    table = SpellingTable(KNOWN)
    texts = ["Of two trials", "sle, SLEs; (sle)", "每个试验里的T细胞治疗", "", "trials"]
    for text in [*texts, *reversed(texts)]:
        assert table.known_spans(text) == tuple(SpellingTable(KNOWN).spans(text))
        assert len(table.known) <= 3
    # Other words have a table of their own.
    assert SpellingTable(("two",)).known_spans("Of two trials") == ((3, 6),)
