"""Two pages to take along: whom to ask first, made once, in every language."""

import io

import pytest
import typst
from django.test import Client
from django.utils import timezone
from lxml import html
from PIL import Image

from tests import factories, texts
from tests.trials.pages.paper.reading import pdf_pages
from trials.models import Study
from trials.pages import cache
from trials.pages.paper import pdf, typeset

pytestmark = pytest.mark.django_db
PAGE = "/trials/NCT90000001/"


@pytest.fixture
def study() -> Study:
    site = factories.site_with_contact(
        study__registry_id="NCT90000001", study__study_type="INTERVENTIONAL"
    )
    site.study.contacts.update(phone="+86 571 0100 555", phone_ext="12")
    return site.study


def on_paper(client: Client, path: str = PAGE) -> list[str]:
    """Return the lines of the part that only paper shows."""
    page = html.fromstring(client.get(path).content)
    (sheet,) = page.xpath("//div[@class='paper-sheet']")
    lines = (
        " ".join(one.text_content().split()) for one in sheet.iter("p", "h2", "li")
    )
    return [line for line in lines if line]


def test_whom_to_ask_comes_first(client: Client, study):
    lines = on_paper(client)
    assert lines[2:7] == [
        "Whom to ask",
        "Study team",
        "Phone: +86 571 0100 555 (12)",
        "E-mail: site@example-hospital.example",
        "Address: Example Hospital, Hangzhou, China",
    ]
    assert lines[7] == f"This page: http://testserver{PAGE}"


def test_questions_day_and_version_stand_at_the_end(client: Client, study):
    lines = on_paper(client)
    at = lines.index("Questions to ask")
    assert "What does it cost, and is anything paid?" in lines[at:]
    assert f"version {study.revision} of the record here" in lines[-1]
    assert str(timezone.localdate().year) in lines[-1]


def test_words_of_people_go_before_sentences_of_the_record(client: Client, study):
    assert "In one sentence" in on_paper(client)
    texts.published(study)
    study.touch(timezone.now())
    cache.known.clear()
    lines = on_paper(client)
    assert "A study of rest." in lines
    assert "In one sentence" not in lines
    assert "version 1 of our words" in lines[-1]


def test_the_code_is_drawn_once(client: Client, study):
    page = client.get(PAGE).content.decode()
    assert page.count('id="qr"') == 1
    assert page.count('href="#qr"') == 1


@pytest.mark.parametrize("language", ["", "/zh-hans"])
def test_the_pdf_says_the_same_on_two_pages(client: Client, study, language):
    answer = client.get(f"{language}{PAGE}sheet.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert 1 <= pdf_pages(answer.content) <= 2
    assert b"/StructTreeRoot" in answer.content


def test_a_long_record_still_fits_on_two_pages(client: Client, study):
    long = "A condition with a name that is long enough to fill a line"
    study.conditions = [f"{long} {number}" for number in range(40)]
    study.brief_title = long * 4
    study.interventions = [
        {"type": "DRUG", "name": f"{long} {number}", "description": long * 9}
        for number in range(30)
    ]
    study.save()
    for _number in range(40):
        factories.StudySite(study=study, facility=long)
    answer = client.get(f"{PAGE}sheet.pdf")
    assert pdf_pages(answer.content) == 2
    assert "and 33 more places" in on_paper(client)


def test_it_is_made_once_per_version_and_language(client, study, monkeypatch):
    made = []
    real = typst.compile

    def counted(*args, **kwargs):
        made.append(kwargs["format"])
        return real(*args, **kwargs)

    monkeypatch.setattr(typeset.typst, "compile", counted)
    first = client.get(f"{PAGE}sheet.pdf")
    assert client.get(f"{PAGE}sheet.pdf").content == first.content
    seen = {"If-None-Match": first["ETag"]}
    assert client.get(f"{PAGE}sheet.pdf", headers=seen).status_code == 304
    client.get(f"/zh-hans{PAGE}sheet.pdf")
    assert made == ["pdf", "pdf"]


def test_the_card_is_a_picture_of_the_usual_size(client: Client, study):
    answer = client.get(f"{PAGE}card.png")
    assert answer["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)
    page = html.fromstring(client.get(PAGE).content)
    named = page.xpath("//meta[@property='og:image']/@content")
    assert named == [f"http://testserver{PAGE}card.png"]


def test_words_of_others_are_no_program_of_typst(client: Client, study):
    """A title with marks of the typesetter is printed, and does nothing."""
    study.brief_title = '#panic("x") $a$ *b* \\ "c" <d> @e // f'
    study.save()
    for name in ("sheet.pdf", "card.png"):
        assert client.get(f"{PAGE}{name}").status_code == 200


def test_no_sheet_of_a_study_that_is_not_published(client: Client, study):
    Study.objects.update(is_published=False)
    for name in ("sheet.pdf", "card.png"):
        assert client.get(f"{PAGE}{name}").status_code == 404


def test_every_label_of_the_template_has_a_value():
    source = (typeset.FOLDER / "sheet.typ").read_text(encoding="utf-8")
    named = {part.split("]")[0] for part in source.split("data.labels.")[1:]}
    names = {"".join(c for c in one if c.isalpha() or c == "_") for one in named}
    known = pdf.sheet_labels()
    assert all(any(one.startswith(name) for name in known) for one in names)
