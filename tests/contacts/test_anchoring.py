"""A note finds its words again, or says that they are not there; it never guesses."""

import unicodedata

import pytest

from contacts.anchoring import Changed, Place, attach, describe

TEXT = (
    "Adults of 18 years or older. Weight of at least 40 kg.\nNo live vaccine within "
    "4 weeks before screening.\nTaking part in no other study in the same time, or "
    "having ended one within 4 weeks before screening.\n"
    "LVEF ≥ 55%, 10⁹ cells per litre, Café visits are allowed at every site."
)


def noted(words: str, text: str = TEXT, nth: int = 0):
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return describe({"a": text}, "a", at, at + len(words))


def found(anchor, text: str) -> str | None:
    place = attach(anchor, {"a": text})
    return text[place.start : place.end] if isinstance(place, Place) else None


@pytest.mark.parametrize(
    "words", ["18", "within 4 weeks before screening", "Café", "Adults", "site."]
)
def test_an_unchanged_text_gives_every_note_its_place_back(words):
    for nth in range(TEXT.count(words)):
        anchor = noted(words, nth=nth)
        assert attach(anchor, {"a": TEXT}) == Place("a", anchor.start, anchor.end)


@pytest.mark.parametrize(
    "changed",
    [
        TEXT.replace(" ", "  "),
        TEXT.replace("No live", "No\u00a0live").replace(" 40", "\u202f40"),
        unicodedata.normalize("NFD", TEXT),
        unicodedata.normalize("NFC", TEXT),
        TEXT.replace("visits", "vi\u00adsits"),
    ],
)
@pytest.mark.parametrize("nth", [0, 1])
def test_another_way_of_writing_the_same_is_the_same(changed, nth):
    anchor = noted("within 4 weeks before screening", nth=nth)
    place = attach(anchor, {"a": changed})
    before = "live vaccine" if nth == 0 else "ended one"
    assert isinstance(place, Place)
    assert " ".join(changed[: place.start].split()).endswith(before)


@pytest.mark.parametrize(
    ("words", "changed"),
    [
        ("18", TEXT.replace("18", "180")),
        ("18", TEXT.replace("18", "1.18")),
        ("Weight of at least 40 kg", TEXT.replace("40 kg", "40.5 kg")),
        ("10⁹", TEXT.replace("10⁹", "109")),
        ("within 4 weeks", TEXT.replace("No live vaccine within 4 weeks ", "")),
        ("No live vaccine within 4 weeks", TEXT.replace("live", "flu")),
    ],
)
def test_what_says_something_else_is_never_taken_for_it(words, changed):
    assert found(noted(words), changed) is None


def test_a_sentence_of_its_own_is_found_wherever_it_went():
    words = "LVEF ≥ 55%, 10⁹ cells per litre, Café visits are allowed"
    moved = TEXT.replace(words, "Sure") + " Added here. " + words
    assert found(noted(words), moved) == words


def test_a_criterion_that_went_to_the_other_list_says_the_opposite():
    words = "No live vaccine within 4 weeks before screening."
    anchor = noted(words)
    parts = {"a": TEXT.replace(words, ""), "b": words}
    assert attach(anchor, parts) == Changed(words)


def test_of_two_the_same_the_other_is_never_taken():
    twice = "Same words here. " * 2
    anchor = describe({"a": twice}, "a", 17, 33)
    assert found(anchor, twice) == "Same words here."
    assert found(anchor, "Same words here. ") is None


def test_a_changed_text_is_shown_as_it_stands_now():
    changed = attach(
        noted("Weight of at least 40 kg."), {"a": TEXT.replace("40", "45")}
    )
    assert changed == Changed("Weight of at least 45 kg.")
    assert attach(noted("Weight of at least 40 kg."), {"a": "Else."}) == Changed("")
    assert attach(noted("Adults"), {}) == Changed("")


def test_a_word_cut_in_two_is_taken_whole():
    anchor = describe({"a": TEXT}, "a", TEXT.index("eight"), TEXT.index("least") + 2)
    assert anchor.exact == "Weight of at least"


def test_chinese_is_found_without_blanks_between_words():
    text = "年龄不小于五岁，性别不限。根据二〇一九年标准诊断为系统性红斑狼疮。"
    anchor = noted("诊断为系统性红斑狼疮", text)
    moved = "根据二〇一九年标准诊断为系统性红斑狼疮。新增条件。年龄不小于六岁。"
    assert found(anchor, moved) == "诊断为系统性红斑狼疮"
    assert found(noted("五岁", text), text.replace("五岁", "十五岁")) is None
