"""One file per language goes out to translators and back, and touches no other."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import factories, texts
from tests.trials.texts.people import person
from trials.models import Study, TextVersion
from trials.texts.bodies import words_in
from trials.texts.sheets import HEAD, SheetError, read_sheet, write_sheet

pytestmark = pytest.mark.django_db
BODY = texts.study_body(
    texts.section("what", "What, is it?", "A study.\n=1+1", "=HYPERLINK(1)"),
    texts.section("why", "Why?", "To learn."),
    missing_facts=["Costs"],
)
PATH = "/staff/texts/NCT90000001/translation/zh-hans/sheet"


@pytest.fixture
def study() -> Study:
    return factories.Study(registry_id="NCT90000001")


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def filled(text: str) -> bytes:
    """Return a sheet as a translator sends it back."""
    out = io.StringIO()
    found = rows(text)
    done = [[path, source, f"译：{source}"] for path, source, _ in found[1:]]
    csv.writer(out).writerows([HEAD, *done])
    return ("\ufeff" + out.getvalue()).encode()


def send(client, raw: bytes):
    file = SimpleUploadedFile("zh.csv", raw, "text/csv")
    return client.post(f"{PATH}/", {"file": file}, follow=True)


def test_a_file_goes_out_and_comes_back_as_a_draft_of_its_language(study):
    source = texts.published(study, BODY)
    client = person("editor")
    answer = client.get(f"{PATH}.csv")
    text = answer.content.decode()
    # PostgreSQL keeps no order of names.
    paths = sorted(path for path, _ in words_in(BODY))
    assert sorted(row[0] for row in rows(text)[1:]) == paths
    assert not any(row[1].startswith("=") for row in rows(text))
    assert send(client, filled(text)).status_code == 200
    draft = TextVersion.objects.get(language="zh-hans")
    assert draft.state == "DRAFT"
    words = dict(words_in(draft.body))
    assert words["sections/1/paragraphs/0/text"] == "译：To learn."
    assert draft.body["sections"][0]["key"] == "what"
    assert TextVersion.objects.filter(language="en").get() == source


def test_a_half_filled_file_keeps_what_was_there(study):
    texts.published(study, BODY)
    client = person("editor")
    send(client, filled(client.get(f"{PATH}.csv").content.decode()))
    half = "path,source,translation\r\nsections/1/heading,Why?,为什么？\r\n"
    send(client, half.encode())
    words = dict(words_in(TextVersion.objects.get(language="zh-hans").body))
    assert words["sections/1/heading"] == "为什么？"
    assert words["sections/1/paragraphs/0/text"] == "译：To learn."


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"\xff\xfe\x00", "not in UTF-8"),
        (b"a,b,c\n", "does not begin with"),
        (b"path,source,translation\nx,y\n", "fewer than three columns"),
        (b"path,source,translation\nother/1,y,z\n", "belongs to another text"),
    ],
)
def test_what_is_no_sheet_of_this_text_is_refused(study, raw, words):
    texts.published(study, BODY)
    answer = send(person("editor"), raw)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not TextVersion.objects.filter(language="zh-hans").exists()


def test_without_a_text_there_is_no_file(study):
    assert person("editor").get(f"{PATH}.csv").status_code == 404


def test_words_that_look_like_formulas_come_back_as_they_were():
    out = write_sheet(BODY, BODY)
    assert dict(words_in(BODY)) == read_sheet(out.encode()).words
    with pytest.raises(SheetError):
        read_sheet(b"")
