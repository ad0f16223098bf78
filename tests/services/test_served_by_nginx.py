"""What nginx adds: an end to each copy, who asks, limits, and the way to https."""

import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
import requests

from tests.services.front import HOST, Front
from tests.services.servers import wait_until

pytestmark = pytest.mark.services


TAG = 'W/"page"'
KEEPS = "public, max-age=0, s-maxage=1, stale-if-error=3, must-revalidate"


class Upstream(BaseHTTPRequestHandler):
    """Says what it was asked with, and fails when told to."""

    heads: list[dict[str, str]] = []
    asked: list[str] = []
    status, vary, texts, page = 200, "", "0", b"page"
    tag = TAG

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.heads.append(dict(self.headers))
        self.asked.append(self.path)
        is_known = self.status == 200 and self.headers.get("If-None-Match") == self.tag
        self.send_response(304 if is_known else self.status)
        if self.status == 200:
            self.send_header("ETag", self.tag)
            self.send_header("Cache-Control", KEEPS)
            # As trials/pages/cache.py does: to the end of this very second.
            self.send_header("X-Accel-Expires", f"@{int(time.time())}")
        if self.vary:
            self.send_header("Vary", self.vary)
        self.send_header("X-Texts", self.texts)
        self.send_header("Content-Length", "0" if is_known else "4")
        self.end_headers()
        if not is_known:
            self.wfile.write(self.page)

    do_POST = do_GET  # noqa: N815 - the library's name

    def log_message(self, *args: object) -> None:
        """Stay quiet."""


@pytest.fixture
def behind() -> Iterator[Front]:
    """Nginx before something that is asked for its end of life."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Upstream)
    Upstream.heads, Upstream.status, Upstream.vary = [], 200, ""
    Upstream.asked, Upstream.tag = [], TAG
    Upstream.texts, Upstream.page = "0", b"page"
    Thread(target=server.serve_forever, daemon=True).start()
    proxy = Front(server.server_port)
    yield proxy
    proxy.close()
    server.shutdown()
    server.server_close()


def begin_a_second() -> None:
    """Wait until one has just begun."""
    time.sleep(1.02 - time.time() % 1)


def test_a_copy_is_good_to_the_end_of_its_second_and_is_then_asked_for(behind):
    """Also one that the portal says is still the same; no visitor hears of it."""
    for times in (1, 2, 3):
        begin_a_second()
        for _visitor in range(3):
            answer = behind.ask("GET", "/")
            assert (answer.status_code, answer.text) == (200, "page")
            assert answer.headers["Cache-Control"] == KEEPS
            assert "X-Accel-Expires" not in answer.headers
        assert Upstream.asked.count("/") == times
    assert behind.ask("GET", "/", headers={"If-None-Match": TAG}).status_code == 304


def test_a_new_page_is_shown_to_all_at_once(behind):
    """Files of copies stay open in nginx; a new copy is another file."""
    for words, tag in ((b"page", TAG), (b"next", 'W/"next"'), (b"last", 'W/"last"')):
        Upstream.page, Upstream.tag = words, tag
        begin_a_second()
        assert [behind.ask("GET", "/").content for _visitor in range(3)] == [words] * 3


def test_the_log_says_what_was_asked_by_no_more_than_a_network(behind):
    study, secret = "/trials/NCT90000001/", "/enquiries/" + "5" * 64 + "/"
    for method, path in (("GET", study), ("POST", secret), ("BREW", study)):
        behind.ask(method, f"{path}?q=lupus")
    log = behind.folder / "log" / "portal.log"
    wait_until(lambda: "BREW" in log.read_text() or "(other)" in log.read_text(), "it")
    lines = log.read_text().splitlines()
    asked = [line.split(" upstream ")[0] for line in lines if "healthz" not in line]
    assert all(line.startswith("127.0.0.0 [") for line in asked)
    assert [line.split('"')[1] for line in asked] == [
        f"GET {study}",
        "POST /enquiries/(not kept)",
        f"(other) {study}",
    ]


@pytest.mark.parametrize("times", [1, 2])
def test_the_portals_own_second_takes_nothing_from_its_day(behind, times):
    """Three seconds stand for the day, from its last answer on: the second is a 304."""
    for _time in range(times):
        begin_a_second()
        behind.ask("GET", "/")
    assert Upstream.asked.count("/") == times
    Upstream.status = 500
    for _second in range(3):
        begin_a_second()
        assert behind.ask("GET", "/").text == "page"
    begin_a_second()
    assert behind.ask("GET", "/").status_code >= 500


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_copy_has_an_end(behind, status):
    """The portal says a day; here three seconds stand for it."""
    assert behind.ask("GET", "/").status_code == 200
    Upstream.status = status
    time.sleep(1.2)
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
