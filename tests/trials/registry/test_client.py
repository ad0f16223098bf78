"""The registry's client against a real HTTP server that misbehaves."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.records import raw
from trials.registry.clinicaltrials.client import (
    FIELDS,
    MalformedAnswerError,
    RegistryClient,
    RegistryRejectedError,
    RegistryUnavailableError,
    StudyNotFoundError,
)

Answer = tuple[int, dict[str, str], bytes]


class Registry:
    """Answers from a list, and keeps what it was asked."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self.asked: list[tuple[str, dict[str, list[str]]]] = []

    def says(self, status: int, body: object = None, **headers: str) -> None:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.answers.append((status, headers, content))


@pytest.fixture
def registry() -> Iterator[Registry]:
    known = Registry()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            known.asked.append((parts.path, parse_qs(parts.query)))
            status, headers, body = known.answers.pop(0)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", headers.get("length", str(len(body))))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    known.url = f"http://127.0.0.1:{server.server_port}/api/v2"
    yield known
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def client(registry: Registry, waits: list[float]) -> Iterator[RegistryClient]:
    made = RegistryClient(registry.url, sleep=waits.append, timeout=(1, 1))
    yield made
    made.session.close()


def test_a_study_is_asked_for_without_its_results(registry, client):
    registry.says(200, raw())
    assert client.fetch_study("NCT91000001") == raw()
    path, query = registry.asked[0]
    assert path == "/api/v2/studies/NCT91000001"
    assert query == {"fields": [FIELDS]}
    # Of the results, nothing but what tells their threshold.
    results = [one for one in FIELDS.split(",") if one.startswith("resultsSection")]
    assert results == ["resultsSection.adverseEventsModule.frequencyThreshold"]


def test_a_busy_registry_is_asked_again_after_growing_pauses(registry, client, waits):
    registry.says(500)
    registry.says(503)
    registry.says(200, raw())
    assert client.fetch_study("NCT91000001") == raw()
    assert 0.8 <= waits[0] <= 1.2
    assert 3.2 <= waits[1] <= 4.8


def test_its_own_wish_when_to_come_back_is_kept(registry, client, waits):
    registry.says(429, Retry_After="7")
    registry.says(200, raw())
    client.fetch_study("NCT91000001")
    assert waits == [7.0]


def test_it_gives_up_in_the_end(registry, client, waits):
    for _ in range(4):
        registry.says(502)
    with pytest.raises(RegistryUnavailableError, match="HTTP 502"):
        client.fetch_study("NCT91000001")
    assert len(waits) == 3


def test_who_waits_at_a_page_is_soon_told(registry, waits):
    registry.says(503, Retry_After="50")
    registry.says(503)
    client = RegistryClient(registry.url, sleep=waits.append, is_awaited=True)
    with pytest.raises(RegistryUnavailableError, match="HTTP 503"):
        client.fetch_study("NCT91000001")
    assert waits == [2.0]
    client.session.close()


def test_nobody_there(waits):
    client = RegistryClient("http://127.0.0.1:9", sleep=waits.append)
    with pytest.raises(RegistryUnavailableError, match="ConnectionError"):
        client.fetch_study("NCT91000001")
    client.session.close()


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (404, None, StudyNotFoundError),
        (400, None, RegistryRejectedError),
        (302, None, RegistryRejectedError),
        (200, b"<html>", MalformedAnswerError),
        (200, b"[1]", MalformedAnswerError),
        (200, b'{"a": ' * 100_000, MalformedAnswerError),
    ],
)
def test_an_answer_that_asking_again_would_not_better(
    registry, client, waits, status, body, error
):
    registry.says(status, body)
    with pytest.raises(error):
        client.fetch_study("NCT91000001")
    assert waits == []


def test_a_truncated_answer_is_asked_for_again(registry, client, waits):
    registry.says(200, b'{"protocolSection"', length="5000")
    registry.says(200, raw())
    assert client.fetch_study("NCT91000001") == raw()
    assert len(waits) == 1


def test_pages_are_followed_to_the_last(registry, client):
    registry.says(200, {"studies": [raw("NCT91000001")], "nextPageToken": "t1"})
    registry.says(200, {"studies": [raw("NCT91000002")]})
    assert len(list(client.search("lupus", 100))) == 2
    assert "pageToken" not in registry.asked[0][1]
    assert registry.asked[1][1]["pageToken"] == ["t1"]


def test_a_circle_of_pages_ends(registry, client):
    for _ in range(2):
        registry.says(200, {"studies": [raw()], "nextPageToken": "same"})
    assert len(list(client.search("lupus", 100))) == 2


def test_no_more_than_was_asked_for(registry, client):
    registry.says(200, {"studies": [raw(), raw(), raw()], "nextPageToken": "t"})
    assert len(list(client.search("lupus", 2))) == 2
    assert len(registry.asked) == 1
