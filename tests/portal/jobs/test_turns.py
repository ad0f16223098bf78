"""Each job takes its turn by a row; what nobody could be told of is due again."""

from datetime import timedelta

import pytest
from celery import current_app

from portal.celery import JOBS
from portal.database.clock import database_now, from_now
from portal.jobs import turns
from portal.jobs.beat import TurnScheduler
from portal.jobs.finished import JOB_OF_TASK, SECONDS, Collected, Sparing, note_task
from portal.jobs.models import JobTurn

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(monkeypatch) -> list[str]:
    """What was handed to the broker."""
    names: list[str] = []
    monkeypatch.setattr(
        current_app, "send_task", lambda name, **_values: names.append(name)
    )
    return names


@pytest.fixture(autouse=True)
def _rows():
    JobTurn.objects.add_missing(list(JOBS))
    JobTurn.objects.update(due_at=from_now(-timedelta(seconds=1)))


def test_each_job_is_handed_out_once_however_many_schedulers(sent):
    assert turns.offer_due_jobs() == len(JOBS)
    assert turns.offer_due_jobs() == 0
    beat = TurnScheduler(current_app, lazy=True)
    assert beat.tick() > 0
    assert sorted(sent) == sorted(job.task for job in JOBS.values())


def test_of_two_that_saw_the_same_turn_one_gets_it():
    seen = [JobTurn.objects.due(["watch"]) for _ in range(2)]
    assert seen == [["watch"], ["watch"]]
    assert [JobTurn.objects.take("watch", 30) for _ in range(2)] == [True, False]


def test_a_turn_comes_again_after_its_interval(sent):
    turns.offer_due_jobs()
    due = JobTurn.objects.get(name="keep-promises").due_at - database_now()
    assert timedelta(seconds=20) < due <= timedelta(seconds=30)


def test_what_the_broker_was_not_told_is_due_again(monkeypatch):
    """An hourly job would be lost for an hour."""

    def refuse(*_args, **_values):
        raise ConnectionError

    monkeypatch.setattr(current_app, "send_task", refuse)
    with pytest.raises(ConnectionError):
        turns.offer_due_jobs()
    assert set(JobTurn.objects.due(list(JOBS))) == set(JOBS)


def test_rows_are_made_once():
    JobTurn.objects.add_missing(list(JOBS))
    assert JobTurn.objects.count() == len(JOBS)


def test_a_task_is_one_jobs_alone():
    assert len(JOB_OF_TASK) == len(JOBS)


def test_only_a_round_that_went_well_is_noted():
    note_task("contacts.tasks.keep_promises", "FAILURE")
    note_task("contacts.tasks.deliver_email", "SUCCESS")
    assert not JobTurn.objects.exclude(finished_at=None).exists()
    note_task("contacts.tasks.keep_promises", "SUCCESS")
    assert JobTurn.objects.exclude(finished_at=None).get().name == "keep-promises"


def test_a_process_notes_a_job_no_more_often_than_it_must(monkeypatch):
    clock = [100.0]
    monkeypatch.setattr("portal.jobs.finished.time.monotonic", lambda: clock[0])
    sparing = Sparing()
    assert [sparing.lets_through(name) for name in "aab"] == [True, False, True]
    clock[0] += SECONDS
    assert sparing.lets_through("a")


def test_what_could_not_be_written_is_written_later(monkeypatch):
    ended = Collected()
    ended.add("watch")
    with monkeypatch.context() as broken:
        broken.setattr("portal.jobs.finished.note_finished", lambda names: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            ended.write()
    ended.write()
    assert JobTurn.objects.get(name="watch").finished_at
