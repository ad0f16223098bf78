"""/healthz says whether this process can accept a message."""

import time

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from contacts.models import Message
from portal.health import own_write
from portal.health.models import OwnWrite
from portal.health.own_write import last_try

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _new_process(settings):
    settings.HEALTH_SECONDS = 10
    last_try.forget()
    yield
    last_try.forget()


def test_it_writes_a_row_of_its_own_and_no_message(client: Client):
    assert client.get("/healthz").content == b"ok\n"
    assert OwnWrite.objects.count() == 1
    assert not Message.objects.exists()


def test_it_tries_once_in_a_while(client: Client, django_assert_num_queries):
    client.get("/healthz")
    with django_assert_num_queries(0):
        assert client.get("/healthz").status_code == 200


def read_only(switch: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA query_only = {switch}")
        else:
            cursor.execute(f"SET transaction_read_only = {switch}")


@pytest.mark.django_db(transaction=True)
def test_a_database_that_only_reads_is_red_and_heals(client: Client, settings):
    settings.HEALTH_SECONDS = 0
    if connection.vendor != "sqlite":
        pytest.skip("a session of PostgreSQL is tried in tests/faults")
    read_only("ON")
    try:
        assert client.get("/healthz").status_code == 503
        # The naive question is answered all the same: it would have been green.
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            assert cursor.fetchone() == (1,)
    finally:
        read_only("OFF")
    assert client.get("/healthz").status_code == 200


def test_a_table_of_messages_that_takes_none_is_red(client: Client, monkeypatch):
    """Its own row is not enough: the messages may lie on another disk."""

    def full(**_values):
        raise DatabaseError("could not extend file")

    monkeypatch.setattr(own_write.Message.objects, "create", full)
    assert client.get("/healthz").status_code == 503


def test_a_dead_worker_does_not_make_it_red(client: Client):
    """Messages are accepted all the same; /readyz says that nobody sends them."""
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503


def test_who_asks_while_one_tries_gets_the_answer_of_before(monkeypatch, settings):
    assert last_try.ask()
    last_try.until = time.monotonic() - 1
    with last_try.lock:
        monkeypatch.setattr(own_write, "can_write", lambda: pytest.fail("tried"))
        assert last_try.ask()
