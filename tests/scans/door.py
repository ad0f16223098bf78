"""What stands before the scanned portal: TLS, and a network for each request.

Without that the scanners would meet our limits after thirty messages instead of our
pages. One page of its own is as weak as can be: a scanner that finds nothing there
finds nothing anywhere.
"""

import http.client
import re
import ssl
import threading
import uuid
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import psycopg
import trustme

from tests.services.posted import network_of

PLANTED = "/planted/"
# What belongs to one connection, and what the door says by itself.
OWN = {"connection", "keep-alive", "transfer-encoding", "content-length"}
# A form's own: a second one with the same key is a repetition, and not looked at.
KEY = re.compile(rb"(?:(?<=&)|^)key=[0-9a-f-]{36}(?=&|$)")


class Door(ThreadingHTTPServer):
    """Hands each request on, and remembers what was answered."""

    daemon_threads = True

    def __init__(self, port: int, inside: int, database: str) -> None:
        super().__init__(("127.0.0.1", port), Request)
        self.inside, self.database = inside, database
        self.answers: Counter[int] = Counter()
        self.broken: Counter[str] = Counter()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
        self.socket = context.wrap_socket(self.socket, server_side=True)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, *_of: object) -> None:
        """A scanner that goes away says nothing about the portal."""


class Request(BaseHTTPRequestHandler):
    """One request of a scanner."""

    server: Door
    protocol_version = "HTTP/1.1"

    def handle_any(self) -> None:
        """Answer it: from behind the door, or with the weak page."""
        if urlsplit(self.path).path == PLANTED:
            self.answer(*weak_page(self.server.database, self.path))
            return
        status, headers, body = self.hand_on()
        self.server.answers[status] += 1
        if status >= 500:
            self.server.broken[f"{status} {self.command} {self.path[:200]}"] += 1
        self.answer(status, headers, body)

    do_GET = do_POST = do_HEAD = do_PUT = do_DELETE = do_OPTIONS = handle_any  # noqa: N815
    do_PATCH = do_TRACE = handle_any  # noqa: N815

    def hand_on(self) -> tuple[int, list[tuple[str, str]], bytes]:
        """Ask the portal as a proxy does."""
        length = int(self.headers.get("Content-Length") or 0)
        headers = {k: v for k, v in self.headers.items() if k.lower() not in OWN}
        headers["X-Forwarded-For"] = network_of(str(uuid.uuid4()))
        headers["X-Forwarded-Proto"] = "https"
        # As browsers do; else each form of the staff is refused before it is read.
        headers["Origin"] = f"https://{self.headers.get('Host')}"
        headers["Connection"] = "close"
        inside = http.client.HTTPConnection("127.0.0.1", self.server.inside, timeout=60)
        said = KEY.sub(new_key, self.rfile.read(length))
        inside.request(self.command, self.path, said, headers)
        answer = inside.getresponse()
        body = answer.read()
        inside.close()
        kept = [(k, v) for k, v in answer.getheaders() if k.lower() not in OWN]
        return answer.status, kept, body

    def answer(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        """Write an answer."""
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def new_key(_of: re.Match[bytes]) -> bytes:
    """Return the key of a form that was never sent; as long as the old one."""
    return f"key={uuid.uuid4()}".encode()


def weak_page(database: str, address: str) -> tuple[int, list[tuple[str, str]], bytes]:
    """Return a page that trusts what it is asked."""
    asked = parse_qs(urlsplit(address).query).get("q", [""])[0]
    try:
        with psycopg.connect(database) as connection:
            rows = connection.execute(f"SELECT 1 WHERE 'x' = '{asked}'").fetchall()
    except (psycopg.Error, ValueError) as error:
        # As a server says it that tells everybody what went wrong.
        rows = [(f"PostgreSQL ERROR: {error}",)]
    page = f"<!doctype html><title>planted</title><p>{asked}</p><p>{rows}</p>"
    head = [("Content-Type", "text/html; charset=utf-8")]
    return 200, head, page.encode(errors="replace")
