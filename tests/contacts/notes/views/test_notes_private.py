"""Notes are nobody else's business: other people, other sites, a stolen disk."""

import json

import pytest
from django.db import connection
from django.test import Client

from contacts.models import Note, NoteAnswer, Notebook, NoteShare, ShareOpening
from tests import notebooks
from tests.notebooks import CRITERIA, SUMMARY, entered, seen, share, written
from trials.models import Study

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def study() -> Study:
    """A study to make notes on."""
    return notebooks.study()


def test_nobody_else_sees_or_touches_a_note(client: Client):
    note = written(client, "SECRET WORDS")
    other = Client()
    written(other, "Mine")
    for stranger in (Client(), other):
        assert "SECRET" not in stranger.get("/notes/").content.decode()
        assert "SECRET" not in stranger.get("/notes/on/NCT90000001/").content.decode()
        assert "SECRET" not in stranger.get("/notes/export/").content.decode()
        for path in ("edit", "move", "delete"):
            address = f"/notes/{note.key}/{path}/"
            assert stranger.get(address).status_code in {404, 405}
            assert stranger.post(address, {"body": "x"}).status_code == 404
    note.refresh_from_db()
    assert note.body == "SECRET WORDS"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_another_sites_form_does_nothing(client: Client, headers):
    note = written(client)
    for path in ("delete-all/", f"{note.key}/delete/", f"{note.key}/edit/", "link/"):
        answer = client.post(f"/notes/{path}", {"body": "x"}, headers=headers)
        assert answer.status_code == 403
    note.refresh_from_db()
    assert note.body == "What does this mean?"
    own = {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}
    client.post(f"/notes/{note.key}/delete/", headers=own)
    assert not Note.objects.exists()


def test_private_pages_are_kept_and_listed_by_nobody(client: Client):
    note = written(client)
    for path in ("", "on/NCT90000001/", "sheet/", "export/", "link/", "share/"):
        answer = client.get(f"/notes/{path}")
        assert "no-store" in answer["Cache-Control"]
        assert "noindex" in answer["X-Robots-Tag"]
    assert "no-store" in client.get(f"/notes/{note.key}/edit/")["Cache-Control"]


def test_at_rest_nothing_is_readable(client: Client):
    note = written(client, "SECRET WORDS", at="1")
    path, _passcode = share(client, [note], label="SECRET GRANDMA", may_answer="on")
    said = {"author": "SECRET NAME", "body": "SECRET ANSWER", "key": str(note.key)}
    entered(path).post(f"{path}answer/", {**said, "note": str(note.key)})
    models = (Note, NoteShare, NoteAnswer, ShareOpening, Notebook)
    rows = []
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")  # noqa: S608
            rows.append(json.dumps(cursor.fetchall(), default=str))
    assert "[]" not in rows
    for secret in ("SECRET", SUMMARY[:20], CRITERIA[0], "battery", path[-65:-1]):
        assert secret not in "".join(rows)
    assert NoteAnswer.objects.get().author == "SECRET NAME"
    assert NoteShare.objects.get().label == "SECRET GRANDMA"


@pytest.mark.parametrize("remote", ["203.0.113.7", "127.0.0.1", "::1"])
def test_many_notebooks_from_one_network_have_to_wait(remote):
    said = {"study": "NCT90000001", "at": "0", "body": "x", "seen": seen(Client(), "0")}

    def begin() -> int:
        return Client().post("/notes/new/", said, REMOTE_ADDR=remote).status_code

    assert {begin() for _ in range(60)} == {302}
    assert begin() == 422
    assert Notebook.objects.count() == 60
