"""A language is offered when somebody has read it, or where its draft is named."""

import json
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils.translation import to_locale

from portal.lib.languages import lacks as language_lacks
from portal.lib.languages.lacks import DOCUMENTS, ROOT, lacks_of, places_without
from portal.lib.languages.offered import (
    ABOUT,
    EVERY_DRAFT,
    catalogue_of,
    country_of_language,
    draft_languages,
    offered_languages,
)
from portal.lib.vocabulary import languages_of, load_words, read_rows
from portal.starting.file_checks import drafts, named_languages

# Whatever is there: a language is added with files alone.
ALL = languages_of(ABOUT)


def test_only_what_somebody_read_is_offered_by_itself():
    offered = offered_languages([])
    assert offered[0] == "en"
    assert "zh-hans" in offered
    assert not set(offered) & set(draft_languages())
    assert [code for code, _name in settings.LANGUAGES] == offered


def test_a_draft_is_offered_where_it_is_named():
    named = draft_languages()[0]
    assert offered_languages([named]) == [*offered_languages([]), named]
    assert set(offered_languages([EVERY_DRAFT])) == set(ALL)


def test_an_installation_names_its_languages_and_has_no_other():
    assert offered_languages([], ["en"]) == ["en"]
    assert offered_languages(["ar"], ["es"]) == ["en", "es"]


def test_a_language_that_is_not_there_is_refused(settings):
    settings.NAMED_LANGUAGES = ["en", "tlh"]
    assert [one.id for one in named_languages()] == ["portal.E016"]
    assert "tlh" in named_languages()[0].msg


@pytest.mark.parametrize("code", ["de", "pt-br", "zh-hant", "es-419"])
def test_a_catalogue_lies_where_django_looks_for_it(code):
    assert catalogue_of(code).parts[-3] == to_locale(code)


def test_a_draft_that_is_none_is_refused(settings):
    settings.DRAFT_LANGUAGES = ["es", "tlh"]
    assert [one.id for one in drafts()] == ["portal.E012"]
    assert "tlh" in drafts()[0].msg
    settings.DRAFT_LANGUAGES = ["es", EVERY_DRAFT]
    assert drafts() == []


@pytest.mark.parametrize("code", ALL)
def test_no_language_lacks_anything(code):
    said = StringIO()
    call_command("language_report", code, stdout=said)
    assert said.getvalue() == ""


def test_of_a_language_that_is_none_everything_is_missing():
    said = StringIO()
    with pytest.raises(CommandError, match="tlh lacks"):
        call_command("language_report", "tlh", stdout=said)
    lines = said.getvalue().splitlines()
    assert "portal/vocabulary/units/tlh.json: there is no such file" in lines
    assert "locale/tlh/LC_MESSAGES/django.po: there is no such file" in lines
    assert any(line.startswith("contacts/prepared_answers.json: ") for line in lines)


def test_a_gap_in_a_document_is_named_by_its_place():
    both, one = {"en": "a", "es": "b"}, {"en": "a", "es": ""}
    document = {"one": [both, {"en": "a"}], "two": one}
    assert list(places_without(document, "es")) == ["/one/1", "/two"]


def test_a_text_that_is_only_begun_is_named_by_what_it_lacks():
    rows = [{"key": "a", "text": "A"}, {"key": "b", "text": "B"}, {"key": "c"}]
    begun = [{"key": "c"}, {"key": "b", "text": ""}]
    document = {"LAW": {"en": {"title": "T", "rows": rows}, "es": {"rows": begun}}}
    assert list(places_without(document, "es")) == [
        "/LAW/title",
        "/LAW/rows/a",
        "/LAW/rows/b/text",
    ]


def test_lists_that_point_to_the_english_ones_are_named(monkeypatch):
    pointing = {"same_as": "en"}
    monkeypatch.setattr(language_lacks, "read_file", lambda *_: pointing)
    lacks = list(language_lacks.lacking_lists("es"))
    assert "portal/vocabulary/glossary/es.json: has the English words" in lacks


def test_every_document_with_two_languages_is_reported_on():
    apart = {
        # What belongs to one study has the languages that its author chose.
        *ROOT.glob("trials/demonstration/content/*.json"),
        *ROOT.glob("trials/selfcheck/data/*.json"),
        *ROOT.glob("contacts/demonstration/**/*.json"),
        # Made from the addresses.
        ROOT / "trials/api/openapi.json",
    }
    found = {
        file.relative_to(ROOT).as_posix()
        for room in ("portal", "trials", "contacts")
        for file in (ROOT / room).rglob("*.json")
        if file not in apart and has_languages(json.loads(file.read_text("utf-8")))
    }
    assert found == set(DOCUMENTS)


def has_languages(value: object) -> bool:
    if isinstance(value, dict):
        below = any(map(has_languages, value.values()))
        return below or {"en", "zh-hans"} <= set(value)
    return isinstance(value, list) and any(map(has_languages, value))


def test_a_list_may_have_another_ones_words():
    assert load_words("search_words", "zh-hant") == load_words(
        "search_words", "zh-hans"
    )
    # Whoever goes through all languages meets them once.
    assert read_rows("urgent_words", "zh-hant") == []


def test_a_page_begins_with_the_country_of_its_readers():
    assert [country_of_language(one) for one in ("zh-hans", "en", "tlh")] == [
        "CN",
        "",
        "",
    ]


def test_the_report_reads_the_english_too():
    assert list(lacks_of("en")) == []
