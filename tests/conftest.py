"""What every test may use. Real parts: a database, an SMTP server, a browser."""

import math
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
from django.conf import settings as project
from django.core.cache import cache, caches
from django.http import HttpRequest
from django.test import Client
from pytest_socket import socket_allow_hosts

from contacts import telephones, trusting
from contacts.enquiries.consent import kept_texts
from contacts.proofs.drawing import frames
from portal.hospital import says
from portal.keyring import lookup_secret
from portal.middleware.sessions import signer
from portal.starting import hot_pages
from portal.starting.seconds import Second
from tests.examples import choose_profile
from tests.gate.statements import Noting, needed
from tests.migrated import prepare
from tests.sink import Sink
from trials.api import collection
from trials.pages import cache as pages
from trials.pages.sites import nearest
from trials.search import whereabouts
from trials.texts import serving
from trials.texts.legal import words as legal

# Comes with a checker of the developers' and costs each process two seconds; no
# installation has it.
sys.modules.setdefault("rfc3987_syntax", None)
# Nor does collecting ask a database anything.
says.known.due_at = math.inf
# What pytest-django lets a test reach the database by; without one it refuses.
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the second run leave out what a database cannot change."""
    parser.addoption("--database-only", action="store_true")
    parser.addoption("--note-statements", type=Path, metavar="FOLDER")
    parser.addoption("--each-statement", type=Path, metavar="FOLDER")


def pytest_configure(config: pytest.Config) -> None:
    """Take the short way where what takes long is left out."""
    choose_profile(config.option.markexpr or "")
    folder = config.getoption("--note-statements")
    process = os.environ.get("PYTEST_XDIST_WORKER")
    if folder and process:
        config.pluginmanager.register(Noting(folder / f"{process}.json"))


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Begin with browser tests, which take longest; drop what needs no database."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)
    kept = items[:]
    if config.getoption("--database-only"):
        kept = [item for item in kept if reaches_database(item)]
    if folder := config.getoption("--each-statement"):
        kept = needed(kept, folder)
    left = set(items) - set(kept)
    config.hook.pytest_deselected(items=[item for item in items if item in left])
    items[:] = kept


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let the servers of browser tests rest while other tests run."""
    # Not imported: a change of what it stands on would run every test.
    if loaded := sys.modules.get("tests.browser.serving"):
        is_browser = item.get_closest_marker("browser") is not None
        loaded.let_servers_rest(is_rest=not is_browser)


def reaches_database(item: pytest.Item) -> bool:
    """Whether pytest-django lets a test reach the database."""
    fixtures = set(getattr(item, "fixturenames", ()))
    is_marked = item.get_closest_marker("django_db") is not None
    return is_marked or bool(DATABASE_FIXTURES & fixtures)


@pytest.fixture(autouse=True)
def _nothing_said_here() -> None:
    """Let a test count its own questions: the page's table is not among them."""
    says.known.values, says.known.due_at, says.known.mark = {}, math.inf, ""


@pytest.fixture(autouse=True)
def _only_loopback() -> None:
    """No test talks to another machine."""
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(scope="session", autouse=True)
def _own_cache(worker_id: str) -> None:
    """Give each process its own Redis database: clearing empties a whole one."""
    if project.REDIS_URL and worker_id.startswith("gw"):
        server = project.REDIS_URL.rpartition("/")[0]
        caches.settings["default"]["LOCATION"] = f"{server}/{int(worker_id[2:]) + 1}"
        caches["default"] = caches.create_connection("default")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings) -> Iterator[None]:
    """Begin with a copy of a migrated database."""
    memory = prepare()
    yield
    if memory:
        memory.close()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    """Read the installation's secret once, as every process does."""
    with django_db_blocker.unblock():
        lookup_secret()


@pytest.fixture(autouse=True)
def _proven_cookies(monkeypatch) -> None:
    """Let `force_login` give its client the cookie that the sign-in page gives."""
    set_cookies = Client._set_login_cookies

    def set_proven(client: Client, request: HttpRequest) -> None:
        set_cookies(client, request)
        cookie = client.cookies[project.SESSION_COOKIE_NAME]
        client.cookies[cookie.key] = signer().sign(cookie.value)

    monkeypatch.setattr(Client, "_set_login_cookies", set_proven)


@pytest.fixture(autouse=True)
def _cold_caches() -> None:
    """No page of an earlier test is served."""
    cache.clear()
    pages.known.clear()
    collection.known.clear()
    pages.pages.clear()
    frames.clear()
    legal.read_bodies.clear()
    serving.whole_until.clear()
    kept_texts.forget_texts()
    telephones.posted.clear()
    whereabouts.known.clear()
    nearest.known.clear()


@pytest.fixture(autouse=True)
def _asking(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test has just changed of a study is seen; some tests trust for longer."""
    monkeypatch.setattr(trusting, "TRUST", 0.0)


@pytest.fixture(autouse=True)
def _lines() -> Iterator[None]:
    """Let no test send over a line that another has opened."""
    yield
    # Not imported: a change of what it stands on would run every test.
    if loaded := sys.modules.get("contacts.mail.batches.lines"):
        loaded.kept.lines.hang_up()
        loaded.kept.lines = loaded.MailLines()
    if loaded := sys.modules.get("contacts.alerts.actions.mailing.sending"):
        loaded.kept.hang_up()
        loaded.kept = loaded.KeptSender()
    if loaded := sys.modules.get("contacts.mail.models.shared_words"):
        loaded.remembered.clear()


@pytest.fixture
def sink() -> Iterator[Sink]:
    """A real SMTP server that can be told to refuse, stall or drop."""
    with Sink() as server:
        yield server


@pytest.fixture
def mail_to_sink(sink: Sink, settings) -> Sink:
    """Send this test's mail over SMTP to the sink."""
    settings.EMAIL_BACKEND = "contacts.mail.smtp.SmtpBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
    settings.EMAIL_TIMEOUT = 3
    return sink


@pytest.fixture
def long_second(monkeypatch: pytest.MonkeyPatch) -> Second:
    """A second that does not end: nothing depends on how fast the machine is."""
    second = Second(1_800_000_000, monotonic() + 3600)
    for module in (pages, hot_pages):
        monkeypatch.setattr(module, "this_second", lambda: second)
    return second
