"""Real servers for the tests in this folder; without them these tests skip."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from tests.services.portal import Portal
from tests.services.servers import Postgres, Redis, find, lacking
from tests.sink import Sink


@pytest.fixture(autouse=True)
def _needs_servers() -> None:
    """Skip where the machine lacks a server; fail where it has to have one."""
    if not (find("initdb") and find("redis-server")):
        lacking("PostgreSQL or Redis is not installed")


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL of this module's own: it will be crashed."""
    server = Postgres()
    yield server
    server.close()


@pytest.fixture(scope="module")
def redis_server() -> Iterator[Redis]:
    """A Redis of this module's own: it will be killed."""
    server = Redis()
    yield server
    server.close()


@pytest.fixture(scope="module")
def installation(postgres: Postgres, redis_server: Redis) -> Iterator[Portal]:
    """A whole installation as its own processes."""
    with Sink() as sink:
        running = Portal(postgres.create(f"run_{uuid4().hex}"), redis_server.url, sink)
        yield running
        running.close()


@pytest.fixture
def portal(installation: Portal) -> Portal:
    """The installation without the messages of earlier tests."""
    installation.forget()
    return installation
