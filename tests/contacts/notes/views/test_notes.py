"""Notes: written without scripts or with, found again, and nobody else's business."""

import pytest
from django.core.cache import cache
from django.test import Client

from contacts.models import Note, Notebook
from tests import notebooks
from tests.notebooks import CRITERIA, SUMMARY, write, written
from trials.models import EligibilityCriterion, Study
from trials.pages import cache as pages
from trials.pages.reading import Reader

pytestmark = pytest.mark.django_db
PAGE = "/trials/NCT90000001/"
JSON = {"Accept": "application/json"}


@pytest.fixture(autouse=True)
def study() -> Study:
    """A study to make notes on."""
    return notebooks.study()


def forget_pages() -> None:
    """Let the next visitor's page be rendered anew."""
    cache.clear()
    pages.known.clear()
    pages.pages.clear()


def update(study: Study, **values: object) -> None:
    """Change a record as an import does."""
    Study.objects.filter(pk=study.pk).update(revision=study.revision + 1, **values)
    study.refresh_from_db()


def test_the_study_page_offers_a_note_beside_every_passage_and_is_the_same_for_all(
    client: Client,
):
    written(client, "SECRET WORDS")
    # The owner comes first: what is kept for all is rendered for them.
    forget_pages()
    own = client.get(PAGE).content
    forget_pages()
    stranger = Client().get(PAGE).content
    assert own == stranger == client.get(PAGE).content
    assert b"SECRET" not in own
    text = Reader(stranger.decode()).reading()
    noted = [text.parts[one.part][one.start : one.end] for one in text.passages]
    for words in (SUMMARY, *CRITERIA):
        assert words in noted
    assert any(words.startswith("Hangzhou Example Hospital") for words in noted)
    assert stranger.count(b'aria-label="Add a note"') == len(noted)
    assert not client.get(PAGE).cookies


def test_the_first_note_sets_the_cookie_and_nothing_before_does(client: Client):
    assert not client.get("/notes/").cookies
    assert not client.get("/notes/new/?study=NCT90000001&at=0&v=1").cookies
    assert not write(client, "").cookies
    assert not Notebook.objects.exists()
    cookies = write(client).cookies
    assert cookies["notes"]["httponly"]
    assert cookies["notes"]["samesite"] == "Lax"
    assert cookies["notes"]["max-age"] == 180 * 24 * 3600
    assert not cookies["notes-here"]["httponly"]
    assert cookies["notes-here"].value == "1"
    assert cookies["notes"].value not in str(list(Notebook.objects.values()))


def test_a_note_is_about_the_words_beside_the_button(client: Client):
    at = notebooks.place("0")
    page = client.get(f"/notes/new/?study=NCT90000001&at={at}&v=1").content.decode()
    assert SUMMARY in page
    assert "has changed since you opened it" not in page
    note = written(client, at="2")
    assert (note.part, note.exact) == ("inclusion", CRITERIA[1])
    note = written(client, at="2", words="live VACCINE".lower())
    assert note.exact == "live vaccine"
    listed = client.get("/notes/").content.decode()
    assert "What does this mean?" in listed
    assert CRITERIA[1] in listed


def test_an_older_page_says_so_before_one_notes_the_wrong_thing(client, study):
    update(study)
    page = client.get("/notes/new/?study=NCT90000001&at=0&v=1").content.decode()
    assert "has changed since you opened it" in page


def test_the_script_writes_selected_words_and_gets_their_place(client: Client):
    at = SUMMARY.index("people")
    answer = client.post(
        "/notes/new/",
        {
            "study": "NCT90000001",
            "part": "overview",
            "start": at,
            "exact": "people who have lupus",
            "body": "Like me?",
        },
        headers=JSON,
    )
    assert answer.status_code == 201
    note = answer.json()
    assert (note["part"], note["start"]) == ("overview", at)
    assert client.get("/notes/on/NCT90000001/").json() == {
        "notes": [note],
        "changed": 0,
    }


@pytest.mark.parametrize(
    "wrong",
    [
        {"exact": "people who are ill"},
        {"part": "nowhere"},
        {"start": "3"},
        {"exact": "   "},
        {"body": ""},
        {"body": "x" * 2001},
        {"body": "a\x00b"},
        {"study": "NCT00000000"},
    ],
)
def test_what_does_not_fit_the_page_is_refused(client: Client, wrong):
    said = {
        "study": "NCT90000001",
        "part": "overview",
        "start": SUMMARY.index("people"),
        "exact": "people who have lupus",
        "body": "Like me?",
    }
    answer = client.post("/notes/new/", {**said, **wrong}, headers=JSON)
    assert answer.status_code == 422
    assert answer.json()["errors"]
    assert not Note.objects.exists()


def test_what_was_typed_is_not_lost(client: Client):
    answer = write(client, "My long thoughts", words="not there")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "My long thoughts" in page
    assert "do not stand in the text above" in page
    assert "<title>Error:" in page


def test_a_double_click_is_one_note(client: Client):
    key = "11111111-2222-4333-8444-555555555555"
    write(client, key=key)
    write(client, key=key)
    assert Note.objects.count() == 1


def test_a_note_follows_its_words(client: Client, study):
    written(client, at="2")
    EligibilityCriterion.objects.create(
        study=study, kind="INCLUSION", position=7, text="Something new"
    )
    EligibilityCriterion.objects.filter(text=CRITERIA[1]).update(position=9)
    update(study)
    found = client.get("/notes/on/NCT90000001/").json()["notes"][0]
    zh = client.get("/zh-hans/notes/on/NCT90000001/").json()["notes"][0]
    assert found["exact"] == CRITERIA[1]
    assert found["start"] > zh["start"] - 1 > 0


def test_a_study_that_is_gone_keeps_its_notes(client: Client, study):
    written(client)
    update(study, is_published=False)
    assert "What does this mean?" in client.get("/notes/").content.decode()


def test_notes_are_searched_without_their_words_in_the_address(client: Client):
    written(client, "Will it hurt?")
    written(client, "Where can we sleep?")
    page = client.post("/notes/", {"q": "SLEEP"}).content.decode()
    assert "Where can we sleep?" in page
    assert "Will it hurt?" not in page
    assert "No note holds" in client.post("/notes/", {"q": "zebra"}).content.decode()


def test_a_note_is_edited_and_deleted(client: Client):
    note = written(client)
    client.post(f"/notes/{note.key}/edit/", {"body": "Better words"})
    assert "Better words" in client.get("/notes/").content.decode()
    assert client.post(f"/notes/{note.key}/edit/", {"body": ""}).status_code == 422
    assert client.get(f"/notes/{note.key}/delete/").status_code == 200
    assert Note.objects.exists()
    client.post(f"/notes/{note.key}/delete/")
    assert not Note.objects.exists()


def test_everything_can_be_deleted_at_once(client: Client):
    written(client)
    client.get("/notes/delete-all/")
    assert Notebook.objects.exists()
    answer = client.post("/notes/delete-all/")
    assert not Notebook.objects.exists()
    assert {answer.cookies[name]["max-age"] for name in ("notes", "notes-here")} == {0}


def test_the_script_hears_how_the_words_are_written_today(client: Client, study):
    """It compares them with its page letter by letter; folding is ours alone."""
    written(client, at="2")
    new = "No li\u00adve\u00a0vaccine within 4 weeks"
    EligibilityCriterion.objects.filter(text=CRITERIA[1]).update(text=new)
    update(study)
    (note,) = client.get("/notes/on/NCT90000001/").json()["notes"]
    assert note["exact"] == CRITERIA[1]
    assert note["words"] == "No li\u00adve vaccine within 4 weeks"
