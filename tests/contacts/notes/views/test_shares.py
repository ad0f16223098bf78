"""Shared notes: closed to everybody without the passcode, and the owner sees it all."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from contacts.models import NoteShare
from contacts.notes.passcodes import new_passcode, passcode_words
from tests import notebooks
from tests.notebooks import RIGHT, entered, share, written

pytestmark = pytest.mark.django_db
KEY = "11111111-2222-4333-8444-555555555555"


@pytest.fixture(autouse=True)
def study():
    """A study to make notes on."""
    return notebooks.study()


def test_the_chosen_notes_and_no_others_are_shown(client: Client):
    chosen, kept = written(client, "SHARED WORDS"), written(client, "KEPT WORDS")
    path, _passcode = share(client, [chosen])
    page = entered(path).get(path).content.decode()
    assert "SHARED WORDS" in page
    assert chosen.exact in page
    assert kept.body not in page


def test_before_the_passcode_nothing_is_said(client: Client, study):
    path, _passcode = share(client, [written(client, "SHARED WORDS")], label="Grandma")
    answer = Client().get(path)
    page = answer.content.decode()
    for secret in ("SHARED", "Grandma", study.brief_title, "Lupus", "NCT9"):
        assert secret not in page
    assert "<title>A protected page – Trial Portal</title>" in page
    assert "og:" not in page
    assert answer["Cache-Control"].split(", ") == [
        *("max-age=0", "no-cache", "no-store", "must-revalidate", "private")
    ]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]
    assert not answer.cookies


@pytest.mark.parametrize("typed", ["Correct-Horse Battery", "  CORRECTHORSEBATTERY "])
def test_blanks_hyphens_and_capitals_do_not_matter(client: Client, typed):
    path, _passcode = share(client, [written(client)])
    assert Client().post(path, {"passcode": typed}).status_code == 303


@pytest.mark.parametrize("weak", ["short", "1234567890", "password123", "qwertyuiop"])
def test_a_passcode_that_is_easy_to_guess_is_refused(client: Client, weak):
    note = written(client)
    said = {"notes": [str(note.key)], "days": "7", "way": "own", "own": weak}
    page = client.post("/notes/share/", said)
    assert page.status_code == 422
    words = "must not be a well-known password, a row of keys or one thing said again"
    assert words in page.content.decode()
    assert not NoteShare.objects.exists()


def test_a_made_passcode_can_be_said_and_has_40_bits(client: Client):
    path, passcode = share(client, [written(client)], way="made")
    assert len(passcode_words()) ** 5 > 2**40
    assert len(set(passcode_words())) == len(passcode_words())
    assert re.fullmatch(r"([a-z]{2,9} ){4}[a-z]{2,9}", passcode)
    assert re.fullmatch(r"\d{3} \d{3} \d{3} \d{4}", new_passcode("zh-hans"))
    assert Client().post(path, {"passcode": passcode}).status_code == 303
    assert passcode not in str(list(NoteShare.objects.values()))
    assert NoteShare.objects.get().passcode_hash.startswith(("scrypt$", "argon2$"))


def test_a_link_opens_only_so_often(client: Client):
    path, _passcode = share(client, [written(client)], views_limit="2")
    first = entered(path)
    entered(path)
    assert Client().post(path, RIGHT).status_code == 404
    assert first.get(path).status_code == 200
    page = client.get("/notes/").content.decode()
    assert "Opened 2 of 2 times." in page
    assert NoteShare.objects.get().openings.count() == 2
    assert NoteShare.objects.get().failures == 0


def test_an_ended_a_revoked_and_an_unknown_link_say_the_same(client: Client):
    ended, _passcode = share(client, [written(client)], days="1")
    revoked, _passcode = share(client, [written(client)])
    reading = entered(revoked)
    key = NoteShare.objects.first().key
    assert Client().post(f"/notes/shares/{key}/revoke/").status_code == 404
    client.post(f"/notes/shares/{key}/revoke/")
    pages = [reading.get(revoked), Client().post(revoked, RIGHT)]
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        pages += [Client().get(ended), Client().post(ended, RIGHT)]
    pages.append(Client().get(f"/notes/shared/{'0' * 64}/"))
    assert {page.status_code for page in pages} == {404}
    assert len({page.content for page in pages}) == 1


def test_nobody_shares_what_is_not_theirs(client: Client):
    note, other = written(client), Client()
    written(other, "Mine")
    said = {"notes": [str(note.key)], "days": "7", "way": "made"}
    assert other.post("/notes/share/", said).status_code == 422
    assert Client().post("/notes/share/", said).status_code == 302
    assert not NoteShare.objects.exists()


def test_a_deleted_note_leaves_its_links_and_an_empty_link_goes(client: Client):
    kept, gone = written(client, "KEPT"), written(client, "GONE")
    both, _passcode = share(client, [kept, gone])
    one, _passcode = share(client, [gone])
    reader = entered(both)
    client.post(f"/notes/{gone.key}/delete/")
    page = reader.get(both).content.decode()
    assert "KEPT" in page
    assert "GONE" not in page
    assert Client().get(one).status_code == 404
    assert NoteShare.objects.count() == 1


def test_a_second_press_shows_the_link_and_not_the_passcode(client: Client):
    note = written(client)
    first, _passcode = share(client, [note], key=KEY)
    second, passcode = share(client, [note], key=KEY)
    assert (first, passcode) == (second, "")
    assert NoteShare.objects.count() == 1


def test_a_second_press_for_a_made_passcode_shows_the_one_that_is_right(client: Client):
    """The first answer may never have arrived; nobody has come in with it."""
    note = written(client)
    path, lost = share(client, [note], way="made", key=KEY)
    again, passcode = share(client, [note], way="made", key=KEY)
    assert (path, NoteShare.objects.count()) == (again, 1)
    assert Client().post(path, {"passcode": lost}).status_code == 422
    assert Client().post(path, {"passcode": passcode}).status_code == 303
    # Somebody has come in now, so their passcode stays right.
    other, _passcode = share(client, [note], way="made", key=KEY)
    assert other != path
    assert Client().post(path, {"passcode": passcode}).status_code == 303


@pytest.mark.parametrize(
    "other",
    [
        {"own": "another horse battery"},
        {"days": "1"},
        {"views_limit": "1"},
        {"may_answer": "on"},
        {"label": "Dr Weber"},
    ],
    ids=lambda other: next(iter(other)),
)
def test_the_same_form_with_anything_else_makes_another_link(client: Client, other):
    note = written(client)
    first, _passcode = share(client, [note], key=KEY)
    second, passcode = share(client, [note], **{"key": KEY, **other})
    assert first != second
    assert passcode == other.get("own", RIGHT["passcode"])
    assert Client().post(second, {"passcode": passcode}).status_code == 303


def test_the_same_form_with_other_notes_or_after_the_end_makes_another(client: Client):
    note, more = written(client), written(client, "MORE WORDS")
    first, _passcode = share(client, [note], key=KEY)
    both, _passcode = share(client, [note, more], key=KEY)
    assert "MORE WORDS" in entered(both).get(both).content.decode()
    assert "MORE WORDS" not in entered(first).get(first).content.decode()
    client.post(f"/notes/shares/{KEY}/revoke/")
    again, _passcode = share(client, [note], key=KEY)
    assert Client().get(first).status_code == 404
    assert Client().get(again).status_code == 200


def test_another_persons_key_neither_shows_nor_changes_their_link(client: Client):
    first, _passcode = share(client, [written(client)], key=KEY)
    other = Client()
    second, _passcode = share(other, [written(other)], key=KEY)
    assert first != second
    assert NoteShare.objects.filter(key=KEY).count() == 1


def test_a_link_that_was_opened_as_often_as_allowed_says_so(client: Client):
    path, _passcode = share(client, [written(client)], views_limit="1")
    assert "Can be opened until" in client.get("/notes/").content.decode()
    entered(path)
    page = client.get("/notes/").content.decode()
    assert "opened as often as you allowed" in page
    assert "Can be opened until" not in page
