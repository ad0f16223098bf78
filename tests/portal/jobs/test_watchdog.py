"""A process whose jobs stand still ends itself; one that works long does not."""

import subprocess
import sys
import threading
import time

import pytest
from celery import current_app, shared_task
from celery.worker import state

from portal.celery import JOBS, Job
from portal.jobs import embedded, worker
from portal.jobs.embedded import Repeater, look_after, note_step
from portal.jobs.finished import Collected
from portal.jobs.schedule import Schedule
from portal.jobs.watchdog import STATUS, Progress


@pytest.fixture
def ended(monkeypatch) -> list[str]:
    """Why the process would have ended."""
    why: list[str] = []
    for module in (embedded, worker):
        monkeypatch.setattr(module, "end_process", lambda said, _s: why.append(said))
    return why


def test_standing_is_counted_from_the_last_step():
    progress = Progress(0, 100.0)
    progress.see(1, 130.0)
    progress.see(1, 150.0)
    assert progress.stands_for(160.0) == 30
    # While the broker was away nothing could go on.
    assert progress.stands_for(160.0, since=155.0) == 5


def test_a_process_ends_at_once_and_says_why():
    code = (
        "from portal.jobs.watchdog import end_process; end_process('no task', 200);"
        "print('lived on')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (STATUS, "")
    assert "no task for 200 seconds" in done.stderr


@pytest.fixture
def dog(settings, monkeypatch) -> worker.Watchdog:
    settings.WATCHDOG_SECONDS = 60
    monkeypatch.setattr(state, "all_total_count", [5])
    dog = worker.Watchdog(Schedule())
    dog.taken = Progress(5, 1000.0)
    dog.schedule.well_since = 900.0
    return dog


def test_a_worker_that_takes_nothing_is_ended(dog, ended):
    dog.look(1059.0)
    assert ended == []
    dog.look(1061.0)
    assert ended == ["no task was taken"]


def test_a_worker_that_takes_tasks_lives(dog, ended, monkeypatch):
    monkeypatch.setattr(state, "all_total_count", [6])
    dog.look(1061.0)
    dog.look(1100.0)
    assert ended == []


def test_a_worker_is_not_to_blame_for_an_absent_broker(dog, ended):
    dog.schedule.well_since = None
    dog.look(5000.0)
    dog.schedule.well_since = 4990.0
    dog.look(5000.0)
    assert ended == []


def test_a_busy_worker_has_as_long_as_its_longest_task(dog, ended, monkeypatch):
    monkeypatch.setattr(state, "active_requests", {object()})
    dog.look(1000.0 + 61 + worker.longest_task() - 5)
    assert ended == []
    dog.look(1000.0 + 61 + worker.longest_task())
    assert ended == ["no task was taken"]


class Standing(Repeater):
    """A thread that is not started; alive as told."""

    alive = True

    def is_alive(self) -> bool:
        return self.alive


@pytest.fixture
def repeater(settings) -> Standing:
    settings.WATCHDOG_SECONDS, settings.EMAIL_LEASE = 60, 30
    return Standing("watch", JOBS["watch"], threading.Event(), Collected())


def test_a_round_that_stands_ends_the_embedded_worker(repeater, ended):
    repeater.busy_since = 1000.0
    look_after([repeater], 1089.0)
    assert ended == []
    look_after([repeater], 1091.0)
    assert ended == ["job watch stands still"]


def test_between_two_rounds_nothing_stands(repeater, ended):
    look_after([repeater], 1e9)
    assert ended == []


def test_a_thread_that_died_ends_the_embedded_worker(repeater, ended):
    repeater.alive = False
    look_after([repeater], 0.0)
    assert ended == ["job watch stands still"]


@shared_task
def one_step() -> None:
    """Be one mail of many."""


@shared_task
def many_steps() -> None:
    """Do what a round with many mails does."""
    thread = threading.current_thread()
    thread.busy_since = -1e9
    one_step.apply()
    seen.append(thread.busy_since)


seen: list[float] = []


@pytest.mark.django_db
def test_each_mail_of_a_long_round_is_a_step():
    stop, ended = threading.Event(), Collected()
    job = Job(many_steps.name, 3600, "bulk", {})
    assert many_steps.name in current_app.tasks
    thread = Repeater("long", job, stop, ended)
    thread.start()
    end = time.monotonic() + 20
    while not ended.names and time.monotonic() < end:
        time.sleep(0.01)
    stop.set()
    thread.join()
    assert ended.names == {"long"}
    assert seen[0] > 0
    # The control: a thread that is no repeater notes nothing.
    note_step()
