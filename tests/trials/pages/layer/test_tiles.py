"""The four facts on top of a study, and the sentence above them."""

from datetime import date

import pytest
from django.utils import translation

from tests import factories, texts
from trials.pages.layer.lead import lead_of
from trials.pages.layer.tiles import chance_words, length_words, where_words
from trials.pages.study import study_context
from trials.plain.layer import plain_blocks
from trials.plain.record import PlainRecord

TODAY = date(2026, 11, 28)
TESTED = {"study_type": "INTERVENTIONAL", "overall_status": "RECRUITING"}
TWO = ({"label": "A"}, {"label": "B"})


def record(**more) -> PlainRecord:
    return PlainRecord(**{**TESTED, **more})


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"allocation": "RANDOMIZED", "arms": TWO}, "By chance"),
        ({"allocation": "NON_RANDOMIZED", "arms": TWO}, "Not by chance"),
        (
            {"allocation": "NA", "intervention_model": "SINGLE_GROUP", "arms": TWO[:1]},
            "One group: no chance",
        ),
        ({"allocation": "RANDOMIZED", "intervention_model": "SINGLE_GROUP"}, ""),
        ({}, ""),
        ({"study_type": "OBSERVATIONAL"}, "Observational study"),
        ({"study_type": "EXPANDED_ACCESS"}, ""),
    ],
)
def test_chance_is_said_only_where_the_record_is_clear(fields, words):
    assert chance_words(record(**fields)) == words


@pytest.mark.django_db
def test_one_place_has_its_name_and_many_are_counted():
    site = factories.site_with_contact(city="Hangzhou", country="CN")
    assert where_words([], "en") == ""
    assert where_words([site], "en") == "Hangzhou · China"
    near = factories.StudySite(study=site.study, country="CN")
    assert where_words([site, near], "en") == "2 places · China"
    far = factories.StudySite(study=site.study, country="DE")
    assert where_words([site, near, far], "en") == "3 places · 2 countries"


@pytest.mark.django_db
def test_what_the_team_told_of_the_length_comes_first():
    study = factories.site_with_contact().study
    texts.published(study, {"facts": {"total": "Two years"}}, kind="FACTS")
    context = study_context(study, TODAY, "en")
    assert context["tiles"][3] == ("How long for one person", "Two years")
    assert length_words(record(target_duration="5 Years"), context["practical"])


@pytest.mark.django_db
def test_the_sentence_is_ours_or_the_records_or_none(settings):
    settings.SERVE_UNAPPROVED = True
    study = factories.site_with_contact().study
    said = record(primary_purpose="TREATMENT", conditions=("A & B",))
    made = lead_of(None, plain_blocks(said, TODAY))
    assert not made.is_ours
    assert "A &amp; B" in made.html
    assert ".It" not in made.html
    assert lead_of(None, {}).html == ""
    with translation.override("zh-hans"):
        assert "。 " not in lead_of(None, plain_blocks(said, TODAY)).html
    texts.drafted(study, texts.study_body(texts.section("what", "What?", "<b>Rest")))
    ours = study_context(study, TODAY, "en")["lead"]
    assert (ours.html, ours.is_ours) == ("&lt;b&gt;Rest", True)
