"""Notes become part of a message to the team."""

import pytest
from django.test import Client

from contacts.models import Note
from tests import notebooks
from tests.notebooks import written
from trials.models import Study

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def study():
    """A study to make notes on."""
    return notebooks.study()


def test_chosen_notes_become_part_of_the_message(client: Client):
    asked = written(client, "Must we stay overnight?")
    written(client, "Not for them")
    answer = client.post("/notes/ask/", {"notes": [str(asked.key), "no key"]})
    assert answer["Location"] == "/trials/NCT90000001/message/?notes=1"
    page = client.get(answer["Location"]).content.decode()
    assert "Must we stay overnight?" in page
    assert asked.exact in page
    assert "Not for them" not in page
    assert (
        "overnight" not in client.get("/trials/NCT90000001/message/").content.decode()
    )
    assert "overnight" not in Client().get(answer["Location"]).content.decode()
    assert client.post("/notes/ask/", {})["Location"] == "/notes/"


def test_a_page_with_notes_in_it_is_kept_by_nobody(client: Client):
    asked = written(client, "Must we stay overnight?")
    client.post("/notes/ask/", {"notes": [str(asked.key)]})
    page = client.get("/trials/NCT90000001/message/?notes=1")
    assert "overnight" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    # Without notes Back still finds the page with what was typed.
    plain = client.get("/trials/NCT90000001/message/")
    assert "no-store" not in plain["Cache-Control"]


def test_what_was_asked_is_not_chosen_for_sharing(client: Client):
    asked = written(client)
    client.post("/notes/ask/", {"notes": [str(asked.key)]})
    assert "checked" not in client.get("/notes/").content.decode()


def test_more_than_a_message_holds_is_said_before_the_form(client: Client):
    notes = [written(client, f"{n}" * 1900) for n in range(3)]
    keys = [str(note.key) for note in notes]
    answer = client.post("/notes/ask/", {"notes": keys})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "a message has room for 5000" in page
    assert not Note.objects.filter(is_question=True).exists()
    fewer = client.post("/notes/ask/", {"notes": keys[:2]})
    assert fewer["Location"] == "/trials/NCT90000001/message/?notes=1"
    form = client.get(fewer["Location"]).context["form"]
    assert len(form.initial["message"]) <= 5000


def test_of_a_long_passage_a_message_quotes_the_beginning(client: Client, study):
    Study.objects.update(brief_summary="Rest and work. " * 150, revision=9)
    note = written(client, "Why?")
    assert len(note.exact) > 2000
    answer = client.post("/notes/ask/", {"notes": [str(note.key)]})
    message = client.get(answer["Location"]).context["form"].initial["message"]
    quote, _line, body = message.partition("\n")
    assert (len(quote), quote[:15], quote[-2:]) == (202, "“Rest and work.", "…”")
    assert body == "Why?"


def test_another_persons_notes_cannot_be_asked(client: Client):
    note, other = written(client, "SECRET"), Client()
    written(other)
    assert (
        other.post("/notes/ask/", {"notes": [str(note.key)]})["Location"] == "/notes/"
    )
    note.refresh_from_db()
    assert not note.is_question
