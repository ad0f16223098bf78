"""A worker keeps its connection to the database from task to task, while it works."""

from types import SimpleNamespace

import pytest

from portal import celery


def test_celery_keeps_the_connection_open():
    assert celery.app.conf.get("CELERY_DB_REUSE_MAX")


@pytest.mark.parametrize("is_eager", [False, True])
def test_each_task_asks_whether_its_connection_still_works(monkeypatch, is_eager):
    """A task within a task, or without a broker, leaves it to whoever began."""
    asked: list[bool] = []
    monkeypatch.setattr(celery, "close_old_connections", lambda: asked.append(True))
    task = SimpleNamespace(request=SimpleNamespace(is_eager=is_eager))
    celery.renew_connections(task=task)
    assert bool(asked) is not is_eager
