"""Somebody between the portal and the sign-in service, who may change what it says."""

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from json import dumps, loads
from threading import Thread
from typing import Any

import requests

from tests.sink import free_port

Change = Callable[[dict[str, Any]], dict[str, Any]]


class Between:
    """Hands everything on; `changes` may change one page's answer."""

    def __init__(self) -> None:
        self.port, self.inner = free_port(), free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.changes: dict[str, Change] = {}
        outside = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                answer = requests.request(
                    self.command,
                    f"http://127.0.0.1:{outside.inner}{self.path}",
                    data=self.rfile.read(length),
                    headers=dict(self.headers),
                    allow_redirects=False,
                    timeout=10,
                )
                body = outside.changed(self.path.partition("?")[0], answer)
                self.send_response(answer.status_code)
                own = {
                    "content-length",
                    "transfer-encoding",
                    "connection",
                    "keep-alive",
                }
                for name, text in answer.raw.headers.items():
                    if name.lower() not in {*own, "content-encoding"}:
                        self.send_header(name, text)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_POST = do_GET  # noqa: N815 - the library's name

            def log_message(self, *args: object) -> None:
                """Stay quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        Thread(target=self.server.serve_forever, daemon=True).start()

    def changed(self, path: str, answer: requests.Response) -> bytes:
        """Return the body that goes on."""
        change = self.changes.get(path)
        if change is None or not answer.ok:
            return answer.content
        return dumps(change(loads(answer.content))).encode()

    def close(self) -> None:
        """Stop."""
        self.server.shutdown()
        self.server.server_close()
