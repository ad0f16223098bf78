"""Shared notes: closed to everybody without the passcode, and the owner sees it all."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from contacts.actions import shares
from contacts.actions.limits import take
from contacts.models import NoteAnswer, NoteShare
from contacts.passcodes import new_passcode, words
from tests import notebooks
from tests.notebooks import share, written

pytestmark = pytest.mark.django_db
RIGHT = {"passcode": "correct horse battery"}


@pytest.fixture(autouse=True)
def study():
    """A study to make notes on."""
    return notebooks.study()


def entered(path: str, **values: str) -> Client:
    """Return a visitor who gave the passcode."""
    visitor = Client()
    answer = visitor.post(path, {**RIGHT, **values})
    assert answer.status_code == 303, answer.content
    return visitor


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
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]
    assert not answer.cookies


def test_the_way_in_is_a_cookie_of_this_path_and_half_an_hour(client: Client):
    path, _passcode = share(client, [written(client)])
    other, _passcode = share(client, [written(client, "OTHER")])
    cookie = Client().post(path, RIGHT).cookies["shared"]
    assert (cookie["path"], cookie["max-age"]) == (path, 1800)
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    visitor = Client()
    visitor.cookies["shared"] = cookie.value
    assert "What does this mean?" in visitor.get(path).content.decode()
    assert "OTHER" not in visitor.get(other).content.decode()
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        assert "What does this" not in visitor.get(path).content.decode()


@pytest.mark.parametrize("typed", ["Correct-Horse Battery", "  CORRECTHORSEBATTERY "])
def test_blanks_hyphens_and_capitals_do_not_matter(client: Client, typed):
    path, _passcode = share(client, [written(client)])
    assert Client().post(path, {"passcode": typed}).status_code == 303


@pytest.mark.parametrize(
    "weak", ["short", "1234567890", "aaaaaaaaaaaa", "abcabcabcabc", "12121212121"]
)
def test_a_passcode_that_is_easy_to_guess_is_refused(client: Client, weak):
    note = written(client)
    said = {"notes": [str(note.key)], "days": "7", "way": "own", "own": weak}
    page = client.post("/notes/share/", said)
    assert page.status_code == 422
    assert "too easy to guess" in page.content.decode()
    assert not NoteShare.objects.exists()


def test_a_made_passcode_can_be_said_and_has_40_bits(client: Client):
    path, passcode = share(client, [written(client)], way="made")
    assert len(words()) ** 5 > 2**40
    assert len(set(words())) == len(words())
    assert re.fullmatch(r"([a-z]{2,9} ){4}[a-z]{2,9}", passcode)
    assert re.fullmatch(r"\d{3} \d{3} \d{3} \d{4}", new_passcode("zh-hans"))
    assert Client().post(path, {"passcode": passcode}).status_code == 303
    assert passcode not in str(list(NoteShare.objects.values()))
    assert NoteShare.objects.get().passcode_hash.startswith(("scrypt$", "argon2$"))


def test_a_second_press_shows_the_link_and_not_the_passcode(client: Client):
    note, key = written(client), "11111111-2222-4333-8444-555555555555"
    first, _passcode = share(client, [note], key=key)
    second, passcode = share(client, [note], key=key)
    assert (first, passcode) == (second, "")
    assert NoteShare.objects.count() == 1


def guess(path: str, number: int, remote: str) -> int:
    """Try a passcode; return the status."""
    said = {"passcode": f"guess number {number}"}
    return Client().post(path, said, REMOTE_ADDR=remote).status_code


def addresses(many: bool) -> list[str]:
    """Return where 10,000 guesses come from."""
    if not many:
        return ["203.0.113.7"] * 10_000
    return [
        f"10.{n // 250 // 250}.{n // 250 % 250}.{n % 250 + 1}" for n in range(10_000)
    ]


@pytest.mark.parametrize("many", [False, True], ids=["one address", "many addresses"])
def test_ten_thousand_guesses_open_nothing_and_the_owner_is_told(
    client: Client, many, monkeypatch
):
    path, _passcode = share(client, [written(client)], label="Grandma")
    checked = []
    check = shares.check_password
    monkeypatch.setattr(
        shares, "check_password", lambda *said: checked.append(1) or check(*said)
    )
    found = NoteShare.objects.get()
    outcomes = {
        shares.open_share(
            share=found,
            passcode=f"guess {number}",
            visitor=remote,
            now=timezone.now(),
        )
        for number, remote in enumerate(addresses(many))
    }
    assert outcomes == {shares.Outcome.WRONG, shares.Outcome.WAIT}
    assert len(checked) == shares.FREE_TRIES
    assert guess(path, 1, "203.0.113.99") == 429
    # Even the right one has to wait now.
    assert Client().post(path, RIGHT).status_code == 429
    page = client.get("/notes/").content.decode()
    assert "Somebody typed a wrong passcode 5 times." in page
    assert "nobody can try again" in page
    assert "Grandma" in page
    found.refresh_from_db()
    assert (found.views, found.openings.count()) == (0, 0)


def test_without_tickets_every_guess_would_be_checked(client: Client, monkeypatch):
    """The control: the same guesses against a link that never makes one wait."""
    share(client, [written(client)])
    checked = []
    monkeypatch.setattr(shares, "take_ticket", lambda *_: True)
    monkeypatch.setattr(shares, "take", lambda *_, **__: True)
    monkeypatch.setattr(shares, "check_password", lambda *_: checked.append(1) or False)
    for number in range(200):
        shares.open_share(
            share=NoteShare.objects.get(),
            passcode=str(number),
            visitor="v",
            now=timezone.now(),
        )
    assert len(checked) == 200


def test_each_pause_is_longer_and_the_right_passcode_ends_it(client: Client):
    path, _passcode = share(client, [written(client)])
    now = timezone.now()
    assert [guess(path, n, f"198.51.100.{n}") for n in range(6)] == [422] * 5 + [429]
    pauses = []
    for number in range(3):
        waits = NoteShare.objects.get().next_try_at - now
        pauses.append(waits)
        now = NoteShare.objects.get().next_try_at + timedelta(seconds=1)
        with time_machine.travel(now, tick=False):
            assert guess(path, number, f"192.0.2.{number}") == 422
    assert pauses[0] < pauses[1] < pauses[2]
    with time_machine.travel(now + timedelta(days=2)):
        assert Client().post(path, RIGHT).status_code == 303
    assert NoteShare.objects.get().tries == 0


def test_one_network_has_only_so_many_tries_on_all_links(client: Client):
    for _ in range(3):
        path, _passcode = share(client, [written(client)])
        for number in range(4):
            guess(path, number, "203.0.113.7")
    assert guess(path, 9, "203.0.113.7") == 429
    assert guess(path, 9, "203.0.113.8") == 422
    limit = shares.FROM_ONE_NETWORK[0]
    assert not take(limit, "203.0.113.7", now=timezone.now())


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


def test_answers_reach_the_owner_if_they_are_allowed(client: Client):
    note = written(client)
    path, _passcode = share(client, [note], may_answer="on")
    said = {
        "note": str(note.key),
        "author": "Dr Weber",
        "body": "It means a pause.",
        "key": "11111111-2222-4333-8444-555555555555",
    }
    assert Client().post(f"{path}answer/", said).status_code == 404
    visitor = entered(path)
    for _ in range(2):
        assert visitor.post(f"{path}answer/", said).status_code == 303
    assert NoteAnswer.objects.count() == 1
    empty = visitor.post(f"{path}answer/", {**said, "body": ""})
    assert empty.status_code == 422
    assert "Dr Weber" in empty.content.decode()
    for page in (client.get("/notes/"), visitor.get(path)):
        assert "It means a pause." in page.content.decode()


def test_a_link_to_be_read_takes_no_answer_and_none_for_other_notes(client: Client):
    note, other = written(client), written(client)
    only_read, _passcode = share(client, [note])
    path, _passcode = share(client, [note], may_answer="on")
    said = {"note": str(note.key), "body": "x", "key": str(note.key)}
    assert entered(only_read).post(f"{only_read}answer/", said).status_code == 404
    foreign = {**said, "note": str(other.key)}
    assert entered(path).post(f"{path}answer/", foreign).status_code == 404
    assert not NoteAnswer.objects.exists()


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
