"""The plain layer on a study's page: dated, opened to its fields, and replaceable."""

import json
import re
from datetime import date
from html import unescape
from statistics import median

import pytest
from django.utils.html import strip_tags

from tests import texts
from tests.factories import NOW
from tests.records import SIXTY
from trials.importing.actions.studies import import_study
from trials.models import Study
from trials.pages.layer.blocks import REPLACED_BY, TITLES
from trials.pages.layer.labels import NAMES
from trials.pages.study import study_context
from trials.plain.record import PlainRecord
from trials.registry.clinicaltrials.parsing import parse_study

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 28)


def bring(number: str) -> Study:
    raw = json.loads((SIXTY / f"{number}.json").read_text("utf-8"))
    return import_study(parse_study(raw), now=NOW, publishes=True).study


@pytest.fixture(scope="module")
def numbers() -> list[str]:
    return sorted(path.stem for path in SIXTY.glob("NCT*.json"))


def page(client, number: str, prefix: str = "") -> str:
    return client.get(f"{prefix}/trials/{number}/").content.decode()


def test_a_block_says_who_made_it_and_opens_to_its_fields(client, numbers):
    study = bring(numbers[0])
    html = page(client, study.registry_id)
    assert 'id="plain-short"' in html
    assert "Made by this portal from the record's fields." in unescape(html)
    assert "Copied from the registry" in html
    assert '<bdi lang="en">' in html


def test_no_false_statement_of_the_issue_stands_on_any_page(client, numbers):
    for number in numbers[::3]:
        study = bring(number)
        text = strip_tags(page(client, study.registry_id))
        assert "nothing is tested on them" not in text, number
        assert "Expected to end" not in text, number
        if study.facts["has_adverse_events"]:
            assert "Side effects" not in text, number
        tested = re.findall(r"Tested[^:]{0,30}: [^.]*\.", text)
        assert not any("lacebo" in one for one in tested), number


def test_no_escape_and_no_ancestor_term_reaches_a_reader(client, numbers):
    for number in numbers[::5]:
        study = bring(number)
        text = strip_tags(page(client, study.registry_id))
        assert not re.search(r"\\[<>~\[\]]", text), number
        for term in study.condition_terms:
            if term["is_ancestor"] and term["term"] not in str(study.conditions):
                assert f"{term['term']} ·" not in text


def test_an_editors_section_stands_in_place_of_a_block(client, numbers):
    study = bring(numbers[0])
    texts.published(study, texts.study_body(texts.section("who", "For whom")))
    html = page(client, study.registry_id)
    assert 'id="plain-who"' not in html
    assert 'id="short-who"' in html
    assert "plain-short" in html


def test_each_block_can_be_replaced_and_each_field_has_a_name():
    assert set(REPLACED_BY) >= set(TITLES) - {"doubts"}
    assert not {"visits", "risks", "unknown"} & set(REPLACED_BY)
    unnamed = {"exclusion", "intervention_model_description", "masking_description"}
    unnamed |= {"last_update_type", "results_date_type", "keywords"}
    unnamed |= {"other_numbers"}
    assert set(PlainRecord.__dataclass_fields__) - set(NAMES) == unnamed


def test_glosses_stand_beside_criteria_and_are_no_passages(client, numbers):
    html = "".join(page(client, bring(number).registry_id) for number in numbers[:6])
    assert 'class="origin gloss"' in html


def test_the_median_page_explains_five_words(numbers):
    counted = []
    for number in numbers[::2]:
        context = study_context(bring(number), TODAY, "en")
        counted.append(len(context["words"]))
    assert median(counted) >= 5


def test_the_glossary_is_a_page_in_each_language(client):
    english = client.get("/words/").content.decode()
    chinese = client.get("/zh-hans/words/").content.decode()
    assert english.count("<dt>") == chinese.count("<dt>") >= 60
    assert "知情同意" in chinese
