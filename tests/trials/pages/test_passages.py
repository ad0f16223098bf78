"""Passages are counted alike everywhere, and their links weigh little."""

import gzip

import pytest
from django.test import Client

from tests import factories
from trials.models import EligibilityCriterion
from trials.pages.passages import read_study
from trials.pages.reading import Reader

HTML = """
<section data-part="a"><h2>Head  line</h2>
  <p class="source">From the registry</p>
  <p>One <b>bold</b>&nbsp;word,
  and 5&gt;3 <a class="add-note" href="#">+</a></p>
  <ul><li>Outer<ul><li><p>Loose</p></li><li>Inner</li></ul>after</li></ul>
  <p><a class="button" href="#">Press</a></p>
  <p>  </p>
</section>
<p>Outside</p>
<details class="faq" data-part="faq-x"><summary>Why?</summary><p>So.</p></details>
<details data-part="b"><summary>No question</summary>
<ul><li class="site"><p>Town</p><p>State</p></li></ul></details>
"""


def passages(html: str) -> list[tuple[int, str, str]]:
    reading = Reader(html).reading()
    return [
        (one.number, one.part, reading.parts[one.part][one.start : one.end])
        for one in reading.passages
    ]


def test_every_paragraph_item_question_and_site_is_one_passage():
    assert passages(HTML) == [
        (0, "a", "One bold word, and 5>3"),
        (1, "a", "Outer"),
        (2, "a", "Loose"),
        (3, "a", "Inner"),
        (4, "faq-x", "Why?"),
        (5, "faq-x", "So."),
        (6, "b", "Town\nState"),
    ]


def test_the_text_has_one_blank_between_words_and_a_line_per_block():
    parts = Reader(HTML).reading().parts
    assert parts["a"].startswith("Head line\nFrom the registry\nOne bold word, and 5>3")
    assert parts["a"].endswith("Outer\nLoose\nInner\nafter\nPress")
    assert "Outside" not in "".join(parts.values())


def test_a_tag_is_read_whole_whatever_its_attributes_hold():
    html = (
        "<div data-part='a'><img alt=\"a > b\" class='source'>"
        '<p title="class=source">Shown &amp; 1 < 2<svg><path d="M0 0"/></svg></p>'
        "<p class=source>Hint</p></div>"
    )
    assert passages(html) == [(0, "a", "Shown & 1 < 2")]


@pytest.mark.django_db
def test_the_page_and_the_reading_count_alike(client: Client):
    study = factories.site_with_contact(study__brief_summary="Rest.\n\nWork.").study
    reading = read_study(study, "en")
    page = client.get(f"/trials/{study.registry_id}/").content.decode()
    assert Reader(page).reading() == reading
    for number in range(len(reading.passages)):
        assert f"&amp;at={number}&amp;v=1" in page
    assert f"&amp;at={len(reading.passages)}&amp;" not in page


@pytest.mark.django_db
def test_a_page_with_hundreds_of_passages_stays_light(client: Client):
    study = factories.Study(is_eligibility_split=True)
    factories.StudySite.create_batch(350, study=study)
    EligibilityCriterion.objects.bulk_create(
        EligibilityCriterion(
            study=study, kind="INCLUSION", position=n, text=f"Rule {n * 7919} of many"
        )
        for n in range(60)
    )
    page = client.get(f"/trials/{study.registry_id}/").content
    assert page.count(b'class="add-note"') > 400
    assert len(gzip.compress(page, 6)) <= 30 * 1024
