"""How hard each page of families is, by language; `-s` prints the table."""

import sys
from statistics import median

import pytest
from django.core.management import call_command

from tests.journeys.family_pages import family_pages, names_of_registry, own_words
from trials.texts.measures.table import MEASURES, measure

pytestmark = pytest.mark.django_db


# A list of illnesses' names, and no sentence.
NAMES_ALONE = "/alerts/conditions/all/"


def measured(prefix: str, language: str) -> dict[str, float]:
    """Return each page with its measure, the hardest first."""
    call_command("load_demonstration", verbosity=0)
    pages = list(family_pages(prefix))
    theirs = names_of_registry()
    found = {
        address: measure(own_words(page, language[:2], theirs), language).value
        for address, page in pages
        if address != NAMES_ALONE
    }
    for address, value in sorted(found.items(), key=lambda one: -one[1]):
        sys.stdout.write(f"{value:6.1f}  {address}\n")
    return found


def test_no_english_page_is_harder_than_grade_nine():
    found = measured("", "en")
    assert len(found) > 55
    assert {one: v for one, v in found.items() if v > MEASURES["en"].most} == {}


def test_no_chinese_page_grows_harder():
    found = measured("/zh-hans", "zh-hans")
    assert len(found) > 55
    # Thirty is the aim; three pages of five reach it: see docs/texts.md.
    assert median(found.values()) <= 30
    assert max(found.values()) <= 47
