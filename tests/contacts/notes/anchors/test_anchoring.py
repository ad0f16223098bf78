"""A note finds its words again, or says that they are not there; it never guesses."""

import unicodedata
from unittest.mock import patch

import pytest
from rapidfuzz import fuzz

from contacts.notes.anchors.anchor import Changed, StandingPlace
from contacts.notes.anchors.anchoring import attach_anchor, describe_place
from contacts.notes.anchors.headings import heading_above, nearest
from contacts.notes.anchors.likeness import LONGEST, NOWHERE, sentence_around

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
    return describe_place({"a": text}, "a", at, at + len(words))


def found(anchor, text: str) -> str | None:
    place = attach_anchor(anchor, {"a": text})
    return text[place.start : place.end] if isinstance(place, StandingPlace) else None


@pytest.mark.parametrize(
    "words", ["18", "within 4 weeks before screening", "Café", "Adults", "site."]
)
def test_an_unchanged_text_gives_every_note_its_place_back(words):
    for nth in range(TEXT.count(words)):
        anchor = noted(words, nth=nth)
        assert attach_anchor(anchor, {"a": TEXT}) == StandingPlace(
            "a", anchor.start, anchor.end
        )


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
    place = attach_anchor(anchor, {"a": changed})
    before = "live vaccine" if nth == 0 else "ended one"
    assert isinstance(place, StandingPlace)
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
    words = "LVEF ≥ 55%, 10⁹ cells per litre, Café visits are allowed at every site."
    moved = TEXT.replace(words, "Sure") + " Added here. " + words
    assert found(noted(words), moved) == words


def test_a_criterion_that_went_to_the_other_list_says_the_opposite():
    words = "No live vaccine within 4 weeks before screening."
    anchor = noted(words)
    parts = {"a": TEXT.replace(words, ""), "b": words}
    now = attach_anchor(anchor, parts).now
    assert (now.words, now.part) == (words, "b")


def test_of_two_the_same_the_other_is_never_taken():
    twice = "Same words here. " * 2
    anchor = describe_place({"a": twice}, "a", 17, 33)
    assert found(anchor, twice) == "Same words here."
    assert found(anchor, "Same words here. ") is None


def now(words: str, text: str) -> str:
    """Return what is shown instead of noted words that are not there any more."""
    changed = attach_anchor(noted(words), {"a": text})
    assert isinstance(changed, Changed)
    start = changed.now.start
    assert text[start : changed.now.end] == changed.now.words
    return changed.now.words


def test_a_changed_text_is_shown_as_it_stands_now():
    old, new = "Weight of at least 40 kg.", "Weight of at least 45 kg."
    assert now(old, TEXT.replace(old, new)) == new
    assert now(old, "Else.") == ""
    assert attach_anchor(noted("Adults"), {}) == Changed(NOWHERE)


@pytest.mark.parametrize("words", ["4 weeks", "within", "No live vaccine"])
def test_a_few_words_are_shown_with_the_sentence_that_they_stood_in(words):
    """Two words are like nothing; their sentence is."""
    old = "No live vaccine within 4 weeks before screening."
    new = "No flu vaccine in 6 months before screening."
    assert now(words, TEXT.replace(old, new)) == new


def test_the_sentence_of_some_words_is_cut_at_words():
    assert sentence_around("It ends. No ", "live", " vaccine. Next") == (
        "No ",
        " vaccine.",
    )
    assert sentence_around("x" * 9 + " word" * 11, "live", " word" * 12 + " cut!") == (
        ("word " * 11).strip(),
        " word" * 12,
    )
    assert sentence_around("", "live.", " Next") == ("", "")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("is allowed", "is not allowed"),
        ("a dose of 10 mg", "a dose of <10 mg"),
        ("a dose of 10 mg", "a dose of -10 mg"),
        ("may get 10 mg", "may never get 10 mg"),
        ("may get 10 mg", "gets 10 mg"),
    ],
)
def test_long_words_beside_others_are_another_text(old, new):
    """They would be known by themselves, but a word next to them turns their sense."""
    words = "10 mg of the study medicine once a day in the morning with much water"
    parts = {
        "is allowed": f"Taking {words} is allowed for ten weeks in all of the cohorts.",
        "a dose of 10 mg": f"Adults get a dose of {words} for ten weeks.",
        "may get 10 mg": f"In all of the cohorts adults may get {words} for ten weeks.",
    }
    text = f"{TEXT}\n{parts[old]}"
    anchor = noted(words, text)
    moved = f"{parts[old]}\n{TEXT} And more."
    assert found(anchor, moved) == words
    assert found(anchor, moved.replace(old, new)) is None


LISTS = (
    "Inclusion Criteria:\nAdults of 18 years or older\nPregnancy or breastfeeding "
    "during the study\nExclusion Criteria:\nHeart failure of any degree\n"
    "Known allergy to the study medicine"
)


@pytest.mark.parametrize(
    "words",
    ["Pregnancy or breastfeeding during the study", "breastfeeding", "Pregnancy or"],
)
def test_words_never_go_across_the_heading_of_a_list(words):
    line = "Pregnancy or breastfeeding during the study"
    anchor = noted(words, LISTS)
    assert found(anchor, f"New words. {LISTS}".replace("New words. ", "New.\n"))
    rest = LISTS.replace(f"{line}\n", "")
    assert found(anchor, f"{rest}\n{line}") is None
    other = LISTS.replace("Exclusion Criteria:\n", "").replace(
        line, f"Exclusion Criteria:\n{line}"
    )
    assert found(anchor, other) is None
    shown = attach_anchor(anchor, {"a": f"{rest}\n{line}"}).now
    assert (shown.words, nearest(shown.heading)) == (line, ["Exclusion Criteria:"])


@pytest.mark.parametrize(
    ("line", "is_heading"),
    [
        ("Inclusion Criteria:", True),
        ("Key exclusion criteria", True),
        ("Organs that work:", True),
        ("排除标准：", True),
        ("Patients who meet the inclusion criteria of the older study.", False),
        ("Adults of 18 years or older", False),
        ("Dose: 10 mg", False),
    ],
)
def test_what_may_be_a_heading_counts_as_one(line, is_heading):
    text = f"First.\n{line}\nLast words"
    assert heading_above(text, text.index("Last")) == (line if is_heading else "")


def test_a_note_on_a_whole_page_costs_no_more_than_a_moment():
    """A page of paragraphs that have all changed: compared by their ends only."""
    text = "".join(f"Number {n} is a sentence of the record here. " for n in range(150))
    anchor = describe_place({"a": text}, "a", 100, 3000)
    needles = []
    ratio = fuzz.partial_ratio
    with patch("contacts.notes.anchors.likeness.fuzz.partial_ratio") as counted:
        counted.side_effect = lambda a, b, **more: (
            needles.append(a) or ratio(a, b, **more)
        )
        attach_anchor(anchor, {"a": f"New. {text}"})
    assert needles
    assert max(map(len, needles)) <= LONGEST


def test_a_word_cut_in_two_is_taken_whole():
    anchor = describe_place(
        {"a": TEXT}, "a", TEXT.index("eight"), TEXT.index("least") + 2
    )
    assert anchor.exact == "Weight of at least"


def test_chinese_is_found_without_blanks_between_words():
    text = "年龄不小于五岁，性别不限。根据二〇一九年标准诊断为系统性红斑狼疮。"
    anchor = noted("诊断为系统性红斑狼疮", text)
    moved = "根据二〇一九年标准诊断为系统性红斑狼疮。新增条件。年龄不小于六岁。"
    assert found(anchor, moved) == "诊断为系统性红斑狼疮"
    assert found(noted("五岁", text), text.replace("五岁", "十五岁")) is None
