"""What every family asks has one answer on each page, and the main message comes first.

Every record's page is built and read as HTML.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from django.utils.html import strip_tags

from tests import texts
from tests.factories import NOW
from tests.records import REAL_FOLDERS, SIXTY
from trials.importing.actions.studies import import_study
from trials.models import Study
from trials.pages import cache as page_cache
from trials.pages.layer.questions import QUESTIONS
from trials.registry.clinicaltrials.parsing import parse_study

pytestmark = pytest.mark.django_db
PART = re.compile(r'id="questions".*?</ul>', re.S)
ROW = re.compile(r"<li>(.*?)</li>", re.S)
LINK = re.compile(r'href="(#[^"]+|[^"#]+)"')
NOT_FOUND = "The record does not say."


def bring(file: Path) -> Study:
    raw = json.loads(file.read_text(encoding="utf-8"))
    return import_study(parse_study(raw), now=NOW, publishes=True).study


def page_of(study: Study) -> str:
    page_cache.known.clear()
    answer = Client().get(f"/trials/{study.registry_id}/")
    return answer.content.decode().replace("&#x27;", "'")


def rows_of(html: str) -> list[tuple[str, list[str], bool]]:
    """Return each question's words, where its links lead, and if it was not found."""
    (part,) = PART.findall(html)
    found = []
    for row in ROW.findall(part):
        words = " ".join(unescape(strip_tags(row)).split())
        found.append((words, LINK.findall(row), NOT_FOUND in words))
    return found


def flaws(html: str) -> Iterator[str]:
    """Yield what of the ten is asked twice, answered nowhere, or in two places."""
    rows = rows_of(html)
    asked = [question for question, *_rest in QUESTIONS]
    for question in asked:
        mine = [row for row in rows if row[0].startswith(question)]
        if len(mine) != 1:
            yield f"{question} stands {len(mine)} times"
            continue
        _words, links, is_missing = mine[0]
        if len(links) != 1:
            yield f"{question} leads to {links}"
        elif is_missing == links[0].startswith("#"):
            yield f"{question} is both found and not"
        elif not is_missing and html.count(f'id="{links[0][1:]}"') != 1:
            yield f"{question} leads to no one place: {links[0]}"
    if len(rows) != len(asked):
        yield f"{len(rows)} rows"


def reads_first(html: str) -> Iterator[str]:
    """Yield what of the main message does not stand before the first part."""
    head = html[html.index("<h1") : html.index('id="questions"')]
    words = " ".join(unescape(strip_tags(head)).split())
    if not re.search(r"It is about: |outside a study\.", words):
        yield "what the study is"
    if not re.search(
        r"\b(?:sexes|men|women|boys|girls|years|months|All ages)\b", words
    ):
        yield "for whom"


@pytest.mark.parametrize("folder", REAL_FOLDERS)
def test_each_of_ten_questions_is_answered_in_one_place_of_every_page(folder):
    wrong, asked = {}, Counter()
    for file in sorted(folder.glob("NCT*.json")):
        html = page_of(bring(file))
        if found := [*flaws(html), *reads_first(html)]:
            wrong[file.stem] = found
        asked.update(row[2] for row in rows_of(html))
    assert wrong == {}
    # Not everything is found, and not nothing.
    assert asked[True] > len(wrong)
    assert asked[False] > asked[True]


def test_an_approved_text_takes_the_place_of_a_missing_answer():
    study = bring(min(SIXTY.glob("NCT*.json")))
    question = "What happens to a person who takes part?"
    before = {words: links for words, links, _missing in rows_of(page_of(study))}
    assert any(words.startswith(f"{question} {NOT_FOUND}") for words in before)
    body = texts.study_body(texts.section("visits", "Visits", "Six visits in a year."))
    texts.published(study, body)
    html = page_of(Study.objects.get(pk=study.pk))
    assert (question, ["#short-visits"], False) in rows_of(html)
    assert list(flaws(html)) == []


def test_a_page_that_answers_twice_or_nowhere_is_found_out():
    html = page_of(bring(min(SIXTY.glob("NCT*.json"))))
    assert list(flaws(html)) == []
    assert list(flaws(html.replace('id="eligibility"', 'id="elsewhere"')))
    assert list(flaws(html.replace("<main", '<i id="sites"></i><main')))
    assert list(flaws(html.replace(NOT_FOUND, "")))
