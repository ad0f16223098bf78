"""What nginx adds: an end to each copy, who asks, limits, and the way to https."""

import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
import requests

from tests.services.front import HOST, Front

pytestmark = pytest.mark.services


class Upstream(BaseHTTPRequestHandler):
    """Says what it was asked with, and fails when told to."""

    heads: list[dict[str, str]] = []
    status, vary, texts, page = 200, "", "0", b"page"

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.heads.append(dict(self.headers))
        self.send_response(self.status)
        keeps = "public, max-age=0, s-maxage=1, stale-if-error=3, must-revalidate"
        if self.status == 200:
            self.send_header("Cache-Control", keeps)
        if self.vary:
            self.send_header("Vary", self.vary)
        self.send_header("X-Texts", self.texts)
        self.send_header("Content-Length", "4")
        self.end_headers()
        self.wfile.write(self.page)

    do_POST = do_GET  # noqa: N815 - the library's name

    def log_message(self, *args: object) -> None:
        """Stay quiet."""


@pytest.fixture
def behind() -> Iterator[Front]:
    """Nginx before something that is asked for its end of life."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Upstream)
    Upstream.heads, Upstream.status, Upstream.vary = [], 200, ""
    Upstream.texts, Upstream.page = "0", b"page"
    Thread(target=server.serve_forever, daemon=True).start()
    proxy = Front(server.server_port)
    yield proxy
    proxy.close()
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_copy_has_an_end(behind, status):
    """The portal says a day; here three seconds stand for it."""
    assert behind.ask("GET", "/").status_code == 200
    Upstream.status = status
    time.sleep(2.2)
    assert behind.ask("GET", "/").status_code == 200
    time.sleep(3)
    late = behind.ask("GET", "/")
    assert late.status_code >= 500
    assert "Please try again" in late.text
    assert "no-store" in late.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("path", "is_kept"),
    [
        ("/api/v1/studies/NCT07233642", True),
        ("/fhir/R4/metadata", True),
        ("/feeds/conditions/lupus/", True),
        ("/embed/NCT07233642/", True),
        ("/api/v1/studies?q=lupus", False),
        ("/fhir/R4/ResearchStudy?keyword=lupus", False),
    ],
)
def test_what_programs_read_is_kept_and_no_question(behind, path, is_kept):
    assert behind.ask("GET", path).status_code == 200
    Upstream.status = 503
    assert (behind.ask("GET", path).status_code == 200) is is_kept


def test_a_page_that_differs_by_a_cookie_is_not_kept(behind):
    Upstream.vary = "Accept-Encoding, Cookie"
    for _ in range(2):
        behind.ask("GET", "/")
    assert len([h for h in Upstream.heads if h.get("Host") == HOST]) >= 2
    assert not [f for f in (behind.folder / "cache").rglob("*") if f.is_file()]


def test_the_proxy_says_who_asks_and_nobody_else_does(behind):
    spoofed = {"X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "http"}
    for path in ("/", "/alerts/", "/webhooks/x/"):
        behind.ask("POST", path, headers=spoofed)
        assert Upstream.heads[-1]["X-Forwarded-For"] == "127.0.0.1"
        assert Upstream.heads[-1]["X-Forwarded-Proto"] == "https"
        assert Upstream.heads[-1]["Host"] == HOST


def test_limits_of_what_may_be_sent(behind):
    much, more = b"x" * 320_000, b"x" * 42_500_000
    assert behind.ask("POST", "/alerts/", data=much).status_code == 413
    assert behind.ask("POST", "/webhooks/x/", data=much).status_code == 200
    assert behind.ask("POST", "/webhooks/x/", data=more).status_code == 413
    assert behind.ask("TRACE", "/").status_code == 405


def test_plain_http_leads_to_https(behind):
    answer = requests.get(
        f"http://127.0.0.1:{behind.plain_port}/trials/?a=b",
        headers={"Host": "elsewhere.example"},
        allow_redirects=False,
        timeout=5,
    )
    assert answer.status_code == 301
    assert answer.headers["Location"] == f"https://{HOST}/trials/?a=b"


def test_a_withdrawn_page_is_not_shown_again_while_the_portal_is_away(behind):
    """One visitor of any page after the withdrawal is enough."""
    for path in ("/", "/trials/NCT90000001/"):
        assert behind.ask("GET", path).text == "page"
    Upstream.texts, Upstream.page = "1", b"next"
    time.sleep(2.2)
    assert behind.ask("GET", "/").text == "next"
    Upstream.status = 500
    assert behind.ask("GET", "/").text == "next"
    gone = behind.ask("GET", "/trials/NCT90000001/")
    assert gone.status_code >= 500
    assert gone.text != "page"
