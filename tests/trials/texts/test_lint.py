"""The lint finds what must not be said to families, and leaves the same words alone.

`planted.jsonl` is data that was not made for these rules; `look_alikes.jsonl` are
sentences written against them: harmless ones with the same words, and risky ones
with others.
"""

import json
from pathlib import Path

import pytest

from portal.lib.vocabulary import UnknownLanguageError, load_words
from trials.texts.lint import KINDS, NAME, SAME, lint

PHRASES = Path(__file__).resolve().parents[2] / "data" / "phrases"
LANGUAGES = ["en", "zh", "es", "ar"]
ROWS = [
    json.loads(line)
    for name in ("planted", "look_alikes")
    for line in (PHRASES / f"{name}.jsonl").read_text("utf-8").splitlines()
]


def share(language: str, label: str) -> float:
    """Return in how many sentences of a label something is found."""
    texts = [r["text"] for r in ROWS if (r["lang"], r["label"]) == (language, label)]
    assert len(texts) > 30
    return sum(bool(lint(text, language)) for text in texts) / len(texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_risky_is_found(language):
    assert share(language, "forbidden") >= 0.95


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_harmless_is_left_alone(language):
    assert share(language, "ok") <= 0.05


def test_a_finding_says_what_kind_and_where():
    text = "Come and see us. We can cure lupus! There is no hurry."
    (found,) = lint(text, "en")
    assert found.kind == "cure"
    assert text[found.start : found.end] == found.words == "cure"


def test_each_kind_is_named_in_the_order_of_the_text():
    text = "You are eligible.\nOnly 3 places left. It is completely safe."
    assert [one.kind for one in lint(text, "en")] == ["verdict", "place", "safety"]


@pytest.mark.parametrize("words", ["match", "cannot join", "eligible"])
def test_verdicts_are_the_teams(words):
    says = {"match": "You match this study."}.get(words, f"You {words} it.")
    says = says if words != "eligible" else "You are eligible."
    assert "verdict" in {one.kind for one in lint(says, "en")}


def test_a_negation_of_another_sentence_excuses_nothing():
    assert lint("There is no cure. This drug cures lupus.", "en")


def test_typographic_marks_and_figures_are_the_same():
    assert lint("Don’t wait any longer, join now.", "en")
    assert lint("限前２０名家庭。", "zh-hans")
    assert all(len(chr(one)) == 1 for one in SAME.values() if isinstance(one, int))


@pytest.mark.parametrize("language", ["zh", "zh-hans", "zh-CN", "es-MX", "en-gb"])
def test_forms_of_a_language_have_its_words(language):
    assert lint("", language) == []


def test_a_language_without_words_is_an_error_and_no_pass():
    with pytest.raises(UnknownLanguageError):
        lint("Hej", "da")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_its_words_in_every_language(language):
    words = load_words(NAME, language)
    assert set(KINDS) <= set(words)
    beside = {f"{kind} unless" for kind in KINDS} | {"doubt"}
    assert set(words) <= set(KINDS) | beside


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_text_is_read_in_time_that_grows_with_it(language):
    text = "a" * 20_000 + " only " * 2000 + "您" * 5000
    assert isinstance(lint(text, language), list)
