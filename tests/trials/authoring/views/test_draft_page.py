"""A draft's page: a row a line and a row a question, and no path of the document."""

import re

import pytest
from django.utils.html import strip_tags

from tests.trials.authoring.views.test_authoring import HERE, author, draft, page
from tests.trials.pages.views.test_selfchecks import version
from trials.authoring.finding_places import words_of_place

__all__ = ["author", "draft", "version"]
pytestmark = pytest.mark.django_db
PATH = re.compile(r"\b(?:criteria|items|outcomes|texts)[/\[]|\.rule\b")


def row(text: str, start: str) -> str:
    """Return one row of the page as it is read."""
    found = text[text.index(start) :].partition("</summary>")[0]
    return " ".join(strip_tags(found.partition(">")[2]).split())


def test_a_row_says_how_much_it_has_and_that_it_is_complete(author, draft):
    text = page(author, "1.0.1/")
    assert row(text, 'id="line-I2d"') == (
        "I2d Standard medicines tried, or not tolerated 4 questions ✓complete"
    )
    assert "1 question · 1 condition" in row(text, 'id="line-E11"')
    assert "1 question · gate" in row(text, 'id="line-I1"')
    assert "the team checks" in row(text, 'id="line-E14"')
    assert row(text, "<strong>Lupus medicines taken").endswith("14 answers ✓complete")
    assert "35 of 35 complete" in text
    assert "Nothing stands in the way." in text


def test_a_row_says_what_is_missing_and_the_top_says_it_once_for_all(author, draft):
    definition = draft.definition
    by_name = {one["id"]: one for one in definition["criteria"]}
    for name in ("E9", "E12"):
        del by_name[name]["label"]["zh-hans"]
    del by_name["E9"]["reasons"][0]["text"]["zh-hans"]
    del definition["outcomes"][0]["title"]["zh-hans"]
    definition["items"][0]["text"].pop("zh-hans")
    draft.save()
    text = page(author, "1.0.1/")
    assert row(text, 'id="line-E9"').endswith("2 to put right")
    assert row(text, 'id="line-E12"').endswith("1 to put right")
    assert "33 of 35 complete" in text
    assert "Nothing stands in the way." not in text
    ready = text.partition('id="ready-h"')[2].partition("</section>")[0]
    assert ready.count("Words are missing in a language.") == 1
    assert ready.count('/1.0.1/rule/E9/"') == 2
    assert ready.count('/1.0.1/rule/E12/"') == 1
    assert PATH.findall(strip_tags(text)) == []


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("criteria/E9", "E9"),
        ("criteria/E9.team/text", "E9"),
        ("criteria/E9/label|zh-hans", "E9 · Short name of the line · zh-hans"),
        ("criteria/3/rule/op", "I2c"),
        ("items/tb", "TB in the lungs"),
        ("items/gone/text", "Questions · Words that are shown"),
        ("texts/title", "General words"),
        ("items/g-lupus/text", "Lupus and its treatment"),
        ("outcomes/may_match/title", "You can talk to the study team"),
        ("document", "Self-check"),
    ],
)
def test_a_place_is_said_in_words(version, where, words):
    assert words_of_place(version.definition, where).startswith(words)


def test_what_is_published_is_read_and_not_changed(author, version):
    text = page(author, "1.0.0/")
    assert "Does not fit now if:" in text
    assert "Doctor has said it is SLE" in text
    assert "Change this line" not in text
    assert f"{HERE}1.0.0/rule/" not in text
