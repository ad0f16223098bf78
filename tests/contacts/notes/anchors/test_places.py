"""Words are found wherever they stand, also where they overlap themselves."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from contacts.notes.anchors.places import places_of, repeats_after

WORDS = st.text("ab", min_size=1, max_size=9)


@given(words=WORDS, text=st.text("ab", max_size=60))
@example(words="aabaa", text="aabaabaaaabaa")
@example(words="abab", text="abababab")
def test_every_place_is_found(words: str, text: str):
    naive = [found.start() for found in re.finditer(f"(?={words})", text)]
    assert list(places_of(words, text)) == naive


def test_no_words_stand_nowhere():
    assert list(places_of("", "abc")) == []


@given(words=WORDS)
def test_words_moved_so_far_lie_on_themselves(words: str):
    step = repeats_after(words)
    lies = [n for n in range(1, len(words) + 1) if words.startswith(words[n:])]
    assert step == lies[0]
