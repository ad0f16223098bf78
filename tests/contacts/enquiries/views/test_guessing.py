"""Guesses at a passcode, from one place and from many: they wait, and lead nowhere."""

from datetime import timedelta
from itertools import pairwise

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from contacts.models import NoteShare
from contacts.notes.actions import opening
from tests import notebooks
from tests.examples import count_examples
from tests.notebooks import RIGHT, share, written

pytestmark = pytest.mark.django_db
GUESSES = count_examples(10_000, short=500)
# So that the guesses fill the whole week that the link lives.
PACE = timedelta(minutes=10_000 / GUESSES)


@pytest.fixture(autouse=True)
def study():
    """A study to make notes on."""
    return notebooks.study()


def guess(path: str, number: int, remote: str) -> int:
    """Try a passcode; return the status."""
    said = {"passcode": f"guess number {number}"}
    return Client().post(path, said, REMOTE_ADDR=remote).status_code


def addresses(many: bool) -> list[str]:
    """Return where the guesses come from."""
    if not many:
        return ["203.0.113.7"] * GUESSES
    return [
        f"10.{n // 250 // 250}.{n // 250 % 250}.{n % 250 + 1}" for n in range(GUESSES)
    ]


@pytest.mark.parametrize(
    ("many", "pace"),
    [
        (False, PACE),
        (True, PACE),
        (True, timedelta(0)),
    ],
    ids=["one address, a week", "many addresses, a week", "many addresses, at once"],
)
def test_guesses_without_end_open_nothing_and_the_owner_is_told(
    client: Client, many, pace, monkeypatch
):
    """At once, or through the whole week that the link lives."""
    path, _passcode = share(client, [written(client)], label="Grandma")
    checked = []
    check = opening.check_password
    monkeypatch.setattr(
        opening, "check_password", lambda *said: checked.append(1) or check(*said)
    )
    found, begun = NoteShare.objects.get(), timezone.now()
    outcomes = {
        opening.open_share(
            share=found,
            passcode=f"guess {number}",
            visitor=remote,
            now=begun + number * pace,
        )
        for number, remote in enumerate(addresses(many))
    }
    assert outcomes == {opening.PasscodeOutcome.WRONG, opening.PasscodeOutcome.WAIT}
    patience = len(opening.PAUSES) + 7 if pace else 0
    assert opening.FREE_TRIES <= len(checked) <= opening.FREE_TRIES + patience
    with time_machine.travel(begun + pace * GUESSES * 0.9):
        assert guess(path, 1, "203.0.113.99") == 429
        # Even the right one has to wait now.
        assert Client().post(path, RIGHT).status_code == 429
        page = client.get("/notes/").content.decode()
    assert f"Somebody typed a wrong passcode {len(checked)} times." in page
    assert "nobody can try again" in page
    assert "Grandma" in page
    found.refresh_from_db()
    assert (found.views, found.openings.count()) == (0, 0)


def test_without_tickets_every_guess_would_be_checked(client: Client, monkeypatch):
    """The control: the same guesses against a link that never makes one wait."""
    share(client, [written(client)])
    checked = []
    monkeypatch.setattr(opening, "take_share_try", lambda *_: True)
    monkeypatch.setattr(opening, "take_try", lambda *_, **__: True)
    monkeypatch.setattr(
        opening, "check_password", lambda *_: checked.append(1) or False
    )
    for number in range(200):
        opening.open_share(
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


def test_one_network_waits_longer_and_longer_on_all_links(client, monkeypatch):
    monkeypatch.setattr(opening, "check_password", lambda *_: False)
    paths = [share(client, [written(client)])[0] for _ in range(4)]
    begun = timezone.now()
    with time_machine.travel(begun, tick=False) as clock:
        for path in paths[:3]:
            for number in range(3):
                assert guess(path, number, "203.0.113.7") == 422
        assert guess(paths[3], 1, "203.0.113.7") == 422
        tried = [begun]
        for _ in range(90):
            clock.shift(timedelta(minutes=1))
            NoteShare.objects.update(tries=0)
            if guess(paths[3], 1, "203.0.113.7") == 422:
                tried.append(timezone.now())
        assert guess(paths[3], 1, "203.0.113.8") == 422
    waits = [b - a for a, b in pairwise(tried)]
    assert waits == list(opening.PAUSES)[: len(waits)]
    assert len(waits) >= 4
