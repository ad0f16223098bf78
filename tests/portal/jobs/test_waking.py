"""A worker is woken by what is committed, and nobody waits for it to wake."""

import threading
import time
from pathlib import Path
from tempfile import mkdtemp

import pytest
from django.db import transaction

from contacts.models import OutgoingEmail, Queue
from portal.celery import JOBS, Job
from portal.jobs import waking
from portal.jobs.embedded import Repeater, listen
from portal.jobs.finished import Collected
from portal.jobs.waking import (
    IN_CREDIT,
    TOGETHER,
    Teller,
    TellingPace,
    hang_bell,
    ring,
    wake_after_commit,
)
from tests.factories import accepted

NAME = "send-enquiries"


@pytest.fixture
def woken(monkeypatch) -> list[str]:
    """Which jobs were woken."""
    names: list[str] = []
    monkeypatch.setattr(waking, "wake", names.append)
    return names


@pytest.fixture
def _short_folder(settings) -> None:
    """A socket's address holds about a hundred letters."""
    settings.DATA_DIR = Path(mkdtemp(prefix="bell-", dir="/tmp"))


def test_each_job_that_is_woken_is_one():
    assert set(waking.WOKEN) <= set(JOBS)


@pytest.mark.django_db(transaction=True)
def test_nobody_is_woken_before_the_commit(woken):
    with transaction.atomic():
        wake_after_commit(NAME)
        assert woken == []
    assert woken == [NAME]


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_wakes_nobody(woken):
    with transaction.atomic():
        wake_after_commit(NAME)
        transaction.set_rollback(True)
    assert woken == []


@pytest.mark.django_db(transaction=True)
def test_an_accepted_message_wakes_and_an_alert_does_not(woken):
    mail = accepted().enquiry.emails.first()
    assert set(woken) == {NAME}
    woken.clear()
    mail.pk, mail.message_id, mail.queue = None, "<1@x>", Queue.BULK
    OutgoingEmail.objects.bulk_create([mail])
    assert woken == []
    one = accepted().enquiry.emails.first()
    woken.clear()
    one.save()
    assert woken == []


def test_what_comes_together_is_told_once(monkeypatch):
    told: list[str] = []
    monkeypatch.setattr(waking, "hand_out", told.append)
    teller = Teller()
    for _ in range(50):
        teller.tell(NAME)
    assert teller.told() is True
    assert teller.told() is True
    assert told == [NAME]


class Clock:
    """A clock that stands until somebody rests."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def rests(pace: TellingPace, clock: Clock, apart: float, count: int) -> list[float]:
    """Return how long each of some tellings lets the next one wait."""
    found = []
    for _ in range(count):
        found.append(round(pace.rest(), 6))
        clock.now += max(apart, found[-1])
    return found


def test_one_that_comes_alone_is_told_at_once_and_a_flood_by_and_by():
    clock = Clock()
    pace = TellingPace(clock)
    assert rests(pace, clock, TOGETHER, 100) == [0.0] * 100
    clock.now += 60
    flood = rests(pace, clock, 0.0, 100)
    assert flood[: IN_CREDIT - 1] == [0.0] * (IN_CREDIT - 1)
    assert set(flood[IN_CREDIT - 1 :]) == {TOGETHER}
    # What was told above the pace is paid for before there is credit again.
    clock.now += TOGETHER
    assert rests(pace, clock, 0.0, 3) == [0.0, TOGETHER, TOGETHER]


def test_what_comes_while_the_teller_rests_is_told_together(monkeypatch):
    told: list[str] = []
    enough, slept = threading.Event(), []
    monkeypatch.setattr(waking, "hand_out", told.append)
    teller = Teller()

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) < IN_CREDIT * 2:
            for _ in range(10):
                teller.tell(NAME)
        else:
            enough.set()

    monkeypatch.setattr(waking.time, "sleep", sleep)
    teller.pace = TellingPace(Clock())
    teller.start()
    teller.tell(NAME)
    assert enough.wait(10)
    assert told == [NAME] * (IN_CREDIT * 2)
    assert slept[: IN_CREDIT - 1] == [0.0] * (IN_CREDIT - 1)
    assert slept[IN_CREDIT - 1] == pytest.approx(TOGETHER)


def test_a_broker_that_is_away_hurts_nobody(monkeypatch):
    def refuse(name: str) -> None:
        raise ConnectionError

    monkeypatch.setattr(waking, "hand_out", refuse)
    teller = Teller()
    teller.tell(NAME)
    assert teller.told() is False


def test_a_broker_that_hangs_holds_no_request(monkeypatch, settings):
    settings.REDIS_URL = "redis://127.0.0.1:9/0"
    let_go, told = threading.Event(), threading.Event()
    monkeypatch.setattr(waking, "tellers", waking.Tellers())

    def hang(name: str) -> None:
        told.set()
        let_go.wait(20)

    monkeypatch.setattr(waking, "hand_out", hang)
    for _ in range(3):
        waking.wake(NAME)
        assert told.wait(10)
    # Still hanging, and we are here.
    assert not let_go.is_set()
    let_go.set()


@pytest.mark.usefixtures("_short_folder")
def test_a_bell_is_heard_and_one_that_nobody_hangs_is_not_missed():
    ring(NAME)
    bell = hang_bell()
    assert bell
    with bell:
        ring(NAME)
        assert bell.recv(64) == NAME.encode()
        # Nobody listens any more, and the letterbox is full.
        for _ in range(2000):
            ring(NAME)
    ring(NAME)


@pytest.mark.usefixtures("_short_folder")
def test_a_bell_that_was_left_hanging_is_hung_anew():
    first, second = hang_bell(), hang_bell()
    assert first
    assert second
    ring(NAME)
    assert second.recv(64) == NAME.encode()
    first.close()
    second.close()


def test_where_a_folder_has_too_long_a_name_there_is_no_bell(settings, tmp_path):
    settings.DATA_DIR = tmp_path / ("x" * 120)
    settings.DATA_DIR.mkdir()
    assert hang_bell() is None
    ring(NAME)


@pytest.mark.usefixtures("_short_folder")
def test_a_thread_that_rests_is_woken_and_no_other():
    hourly = Job("contacts.tasks.sweep_outbox", 3600, "enquiries", {})
    stop, ended = threading.Event(), Collected()
    busy, resting = (Repeater(NAME, hourly, stop, ended) for _ in range(2))
    other = Repeater("watch", hourly, stop, ended)
    busy.busy_since = time.monotonic()
    bell = hang_bell()
    assert bell
    threading.Thread(
        target=listen, args=(bell, [busy, other, resting]), daemon=True
    ).start()
    ring(NAME)
    assert resting.bell.wait(10)
    assert not busy.bell.is_set()
    assert not other.bell.is_set()
    # It would have rested for an hour.
    resting.rest()
    assert not resting.bell.is_set()
