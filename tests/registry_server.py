"""A registry on this machine: answers as the real one does, from given records."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


class LocalRegistry:
    """Holds raw studies by number; `is_down` answers 503 to everything."""

    def __init__(self) -> None:
        self.studies: dict[str, dict[str, Any]] = {}
        self.asked: list[str] = []
        self.is_down = False
        # Answers of a kind that is not the registry's own.
        self.instead: bytes | None = None
        # Goes down after so many answers.
        self.answers_left: int | None = None
        self.url = ""

    def put(self, raw: dict[str, Any]) -> None:
        """Hold a record, or what became of it."""
        raw = deepcopy(raw)
        self.studies[raw["protocolSection"]["identificationModule"]["nctId"]] = raw

    def listed(self, query: dict[str, list[str]]) -> dict[str, Any]:
        """Answer a search, or a list with only the fields that were asked for."""
        if "query.term" in query:
            # Whatever the words: it has only what a test gave it.
            return self.page(query)
        wanted = query["filter.ids"][0].split(",")
        assert set(query["fields"][0].split(",")) == {
            *("NCTId", "OverallStatus", "LastUpdatePostDate"),
            *("StatusVerifiedDate", "HasResults"),
        }
        found = [self.studies[one] for one in wanted if one in self.studies]
        return {"studies": [marks_of(raw) for raw in found]}

    def page(self, query: dict[str, list[str]]) -> dict[str, Any]:
        """Answer with one page of all that there is, as the real one pages."""
        size, first = int(query["pageSize"][0]), int(query.get("pageToken", ["0"])[0])
        page = list(self.studies.values())[first : first + size]
        more = first + size < len(self.studies)
        return {"studies": page} | (
            {"nextPageToken": str(first + size)} if more else {}
        )

    def answer(self, path: str, query: dict[str, list[str]]) -> tuple[int, bytes]:
        """Return status and body."""
        if self.answers_left is not None:
            self.answers_left -= 1
            self.is_down = self.is_down or self.answers_left < 0
        if self.is_down:
            return 503, b"down"
        if self.instead is not None:
            return 200, self.instead
        number = path.rpartition("/")[2]
        if number == "studies":
            return 200, json.dumps(self.listed(query)).encode()
        raw = self.studies.get(number)
        return (200, json.dumps(raw).encode()) if raw else (404, b"NCT not found")


def marks_of(raw: dict[str, Any]) -> dict[str, Any]:
    section = raw["protocolSection"]
    status = section["statusModule"]
    names = ("overallStatus", "statusVerifiedDate", "lastUpdatePostDateStruct")
    identity = {"nctId": section["identificationModule"]["nctId"]}
    return {
        "protocolSection": {
            "identificationModule": identity,
            "statusModule": {name: status[name] for name in names if name in status},
        },
        "hasResults": raw.get("hasResults", False),
    }


@contextmanager
def local_registry() -> Iterator[LocalRegistry]:
    """Serve on a free port until the end."""
    known = LocalRegistry()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            known.asked.append(parts.path)
            status, body = known.answer(parts.path, parse_qs(parts.query))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    known.url = f"http://127.0.0.1:{server.server_port}/api/v2"
    try:
        yield known
    finally:
        server.shutdown()
        server.server_close()
