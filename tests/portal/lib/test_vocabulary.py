"""Every list speaks every language of the interface; what is missing is refused."""

import json
from datetime import date

import pytest
from django.conf import settings

from portal.lib.vocabulary import (
    VOCABULARY,
    UnknownLanguageError,
    has_words,
    in_every_language,
    languages_of,
    lists,
    load_words,
    missing_words,
)

LANGUAGES = [code for code, _name in settings.LANGUAGES]
FILES = sorted(VOCABULARY.glob("*/*.json"))
# Lists that say one thing for each key: what English has, all have.
TEXTS = ["units", "self_check_words"]
# What each list must hold to be of use at all.
KEYS = {
    "forbidden_words": {"never"},
    "risky_phrases": {"verdict", "cure", "safety", "benefit"},
    "no_telephone": {"words"},
    "letters": {
        *("wrote", "from", "automatic_subject", "greetings", "closings"),
        *("ill", "told_of", "still_tried", "absence", "machine"),
    },
    "facility_words": {"placeholders", "links", "kinds", "ordinals"},
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", lists())
def test_every_list_speaks_every_language_of_the_interface(name, language):
    words = load_words(name, language)
    assert words
    for key in KEYS.get(name, ()):
        assert words[key], f"{name} has nothing under {key} in {language}"
    if name in TEXTS:
        assert set(words) == set(load_words(name, "en"))


@pytest.mark.parametrize(
    "path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_every_file_says_who_owns_it_and_where_it_comes_from(path):
    data = json.loads(path.read_text("utf-8"))
    assert (VOCABULARY.parents[1] / data["owner"]).is_dir()
    assert len(data["source"]) > 20


@pytest.mark.parametrize("name", lists())
def test_a_made_up_language_is_refused(name):
    with pytest.raises(UnknownLanguageError, match="tlh"):
        load_words(name, "tlh")
    assert missing_words(["en", "tlh"]) == [(one, "tlh") for one in lists()]


@pytest.mark.parametrize(
    ("language", "other"), [("zh", "zh-hans"), ("en-gb", "en"), ("zh_CN", "zh-hans")]
)
def test_a_regional_form_has_its_languages_words(language, other):
    assert load_words("units", language) == load_words("units", other)


def test_another_script_is_another_language():
    assert not has_words("forbidden_words", "en-dsrt")


def test_one_entry_in_every_language():
    said = in_every_language("units", "mo")
    assert (said["en"], said["zh-hans"], said["zh-hant"]) == ("months", "个月", "個月")
    assert in_every_language("units", "no such unit") == {}


def test_english_comes_first():
    assert languages_of("urgent_words")[0] == "en"


MEDICAL = [path for path in FILES if "rows" in json.loads(path.read_text("utf-8"))]


@pytest.mark.parametrize("path", MEDICAL, ids=lambda path: path.stem)
def test_every_row_of_a_medical_list_has_an_owner_a_source_and_a_date(path):
    for row in json.loads(path.read_text("utf-8"))["rows"]:
        assert (VOCABULARY.parents[1] / row["owner"]).is_dir()
        assert len(row["source"]) > 20
        assert date.fromisoformat(row["date"]) >= date(2026, 11, 1)
