"""A new note is about the words that were shown, is stored once and as last sent."""

import html
import re

import pytest
from django.db.models import F
from django.test import Client

from contacts.models import Note, Notebook
from tests import notebooks
from tests.notebooks import CRITERIA, SUMMARY, seen, share, write, written
from trials.models import EligibilityCriterion, Study

pytestmark = pytest.mark.django_db
KEY, BEGIN = (f"{n}1111111-2222-4333-8444-555555555555" for n in (1, 2))
ADDED = ("No heart disease", "No kidney disease")


@pytest.fixture(autouse=True)
def study() -> Study:
    """A study to make notes on."""
    return notebooks.study()


def add_criteria(study: Study) -> None:
    """Import two criteria above those that were there."""
    EligibilityCriterion.objects.update(position=F("position") + 10)
    for position, text in enumerate(ADDED):
        EligibilityCriterion.objects.create(
            study=study, kind="INCLUSION", position=position, text=text
        )
    Study.objects.filter(pk=study.pk).update(revision=study.revision + 1)


def quoted(page: str) -> str:
    """Return the passage that a form shows."""
    passage = r"<blockquote[^>]*>\s*<span>(.*?)</span>\s*</block"
    return html.unescape(re.search(passage, page)[1])


def test_a_form_that_was_open_during_an_import_is_never_saved_on_another_text(
    client: Client, study
):
    shown = seen(client, "1")
    add_criteria(study)
    answer = write(client, "My long thoughts", at="1", seen=shown)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert not Note.objects.exists()
    assert quoted(page) == ADDED[0]
    assert "My long thoughts" in page
    assert "The text has changed since you opened this page." in page
    # Whoever looks and saves again means what is shown now.
    again = re.search('name="seen" value="(.*?)"', page)[1]
    assert written(client, at="1", seen=again).exact == ADDED[0]


def test_a_form_says_so_even_if_something_else_is_wrong_first(client: Client, study):
    shown = seen(client, "1")
    add_criteria(study)
    answer = write(client, "", at="1", seen=shown)
    assert answer.status_code == 422
    assert "Check that this is the text you meant." in answer.content.decode()


def test_without_what_was_shown_nothing_is_saved(client: Client):
    for shown in ("", "0" * 32, None):
        assert write(client, seen=shown).status_code == 422
    assert not Note.objects.exists()


def test_a_passage_that_went_away_leaves_the_words_that_were_typed(
    client: Client, study
):
    last = max(n for n in range(60) if seen(client, str(n)))
    shown = seen(client, str(last))
    EligibilityCriterion.objects.all().delete()
    Study.objects.filter(pk=study.pk).update(revision=study.revision + 1)
    answer = write(client, "My long thoughts", at=str(last), seen=shown)
    assert answer.status_code == 422
    assert "My long thoughts" in answer.content.decode()
    assert "not on the page any more" in answer.content.decode()


@pytest.mark.parametrize(
    ("around", "status"),
    [
        ({}, 201),
        ({"before": "work in ", "after": " who have"}, 201),
        ({"before": "work of ", "after": " who have"}, 422),
        ({"before": "work in ", "after": " who had"}, 422),
        ({"before": "x" * 60}, 422),
    ],
)
def test_selected_words_stand_where_they_stood_on_the_page(client, around, status):
    said = {"study": "NCT90000001", "part": "overview", "body": "?", "exact": "people"}
    said["start"] = SUMMARY.index("people")
    headers = {"Accept": "application/json"}
    answer = client.post("/notes/new/", {**said, **around}, headers=headers)
    assert answer.status_code == status


def test_an_edited_retry_is_stored_as_edited(client: Client):
    written(client, "First", key=KEY, at="1")
    before = Note.objects.get()
    written(client, "First", key=KEY, at="1")
    assert Note.objects.get().changed_at == before.changed_at
    note = written(client, "Second thought", key=KEY, at="2")
    assert Note.objects.get() == note
    assert (note.body, note.exact) == ("Second thought", CRITERIA[1])


def test_another_persons_key_changes_nothing_of_theirs(client: Client):
    mine = written(client, "Mine", key=KEY)
    theirs = written(Client(), "Theirs", key=KEY)
    mine.refresh_from_db()
    assert (mine.body, theirs.body) == ("Mine", "Theirs")
    assert Notebook.objects.count() == 2


def test_a_first_note_sent_twice_begins_one_notebook(client: Client):
    """The second comes before the first's cookie; both answers bring the same one."""
    one, two = (write(Client(), key=KEY, begin=BEGIN) for _ in range(2))
    assert Notebook.objects.count() == Note.objects.count() == 1
    assert one.cookies["notes"].value == two.cookies["notes"].value
    other = write(Client(), key=KEY)
    assert other.cookies["notes"].value != one.cookies["notes"].value
    page = client.get("/notes/new/?study=NCT90000001&at=0").content.decode()
    assert re.search('name="begin" value="[0-9a-f-]{36}"', page)


def test_the_word_that_began_a_notebook_is_shown_to_nobody(client: Client):
    note = written(client, key=KEY, begin=BEGIN)
    path, _passcode = share(client, [note])
    visitor = Client()
    visitor.post(path, {"passcode": "correct horse battery"})
    page = visitor.get(path).content.decode()
    assert "What does this mean?" in page
    assert BEGIN not in page
    assert BEGIN not in client.get("/notes/").content.decode()
    # What the page does show, the note's own key, opens nothing.
    begun = write(Client(), key=BEGIN, begin=KEY)
    stranger = Client()
    stranger.cookies["notes"] = begun.cookies["notes"].value
    assert stranger.get(f"/notes/{note.key}/edit/").status_code == 404


def test_all_notes_of_a_full_notebook_can_be_chosen(client: Client):
    note = written(client)
    keys = [str(note.key), *(f"{n:08}-2222-4333-8444-555555555555" for n in range(499))]
    answer = client.post("/notes/share/", {"notes": keys})
    assert answer.status_code == 200
    assert "checked" in answer.content.decode()
