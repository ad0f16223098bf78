"""When the very words are not enough to be the same text."""

import pytest

from contacts.notes.anchors.anchor import Anchor, StandingPlace
from contacts.notes.anchors.anchoring import attach_anchor, describe_place
from contacts.notes.anchors.folding import folded, folded_words
from contacts.notes.anchors.knowing import NEEDED, by_surroundings

ALONE = (
    "Taking part in no other study at the same time, nor having ended one within the "
    "four weeks before the first visit to the site."
)
NEXT = "No live vaccine was given lately, and none is planned while the study runs."


def noted(words: str, text: str) -> Anchor:
    at = text.index(words)
    anchor = describe_place({"a": text}, "a", at, at + len(words))
    assert anchor.known_by == "words"
    return anchor


def found(anchor: Anchor, text: str) -> str | None:
    place = attach_anchor(anchor, {"a": text})
    return text[place.start : place.end] if isinstance(place, StandingPlace) else None


def test_words_whose_place_another_text_has_taken_are_not_followed_elsewhere():
    """The first group's rule was replaced; the second group has now what it had."""
    anchor = noted(ALONE, f"Adults only. {ALONE}\n{NEXT}")
    moved = f"Healthy volunteers. {ALONE}\nOthers may come as well."
    taken = f"Adults only. Weight of at least forty kilograms.\n{NEXT}\n{moved}"
    assert found(anchor, taken) is None
    # With nothing in its place it was moved.
    assert found(anchor, f"Adults only.\n{NEXT}\n{moved}") == ALONE


BEFORE = "Adults of 18 years or older who live in the country. {} A scan of the heart."
AFTER = "Teenagers come with a parent, each time. {} Blood is taken on two days."


@pytest.mark.parametrize(
    ("words", "is_known"),
    [
        # 34, 47 and 48 characters; a Chinese character says a word.
        ("No live vaccine within four weeks.", False),
        ("No live vaccine within four weeks of the visit.", False),
        ("No live vaccine within four weeks of some visit.", True),
        ("筛选前四周内没有接种疫苗。", True),
        ("筛选前没有接种。", False),
    ],
)
def test_short_words_are_not_known_without_what_stood_beside_them(words, is_known):
    text, changed = BEFORE.format(words), AFTER.format(words)
    assert found(noted(words, text), text) == words
    assert found(noted(words, text), changed) == (words if is_known else None)


def test_of_two_places_in_the_same_surroundings_none_is_meant():
    """A copy of the whole paragraph: nothing tells which of them was noted."""
    words = "No live vaccine within four weeks."
    whole = f"Adults who live in the country may come. {words} {NEXT} {ALONE}"
    anchor = noted(words, f"{whole}\nThe end of before.")
    once, twice = f"{whole}\nAnother end.", f"{whole}\n{whole}\nAnother end."
    assert found(anchor, once) == words
    assert found(anchor, twice) is None
    text = folded(twice)
    said = folded_words(words)
    places = text.find(said)
    assert len(places) == 2
    assert by_surroundings(anchor, text, said, places, NEEDED) is None
    assert by_surroundings(anchor, text, said, places[:1], NEEDED) == places[0]
