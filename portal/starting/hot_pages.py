"""Pages that are the same for everybody, answered before Django begins.

A view says that its answer may be given again (`lend`). A request goes on to
Django where anything of it could matter: a cookie, a query, a range, a form.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from threading import Lock
from time import monotonic
from typing import Any
from uuid import uuid4

from django.http import HttpRequest

from portal.starting.public_path import Application
from portal.starting.seconds import EXPIRES, this_second

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
Key = tuple[str, ...]

MARK = "portal.lent_until"
MOST_COPIES = 500
# How long a page that is made anew each time is given to others too.
LENT = 0.5
# Whoever finds a copy old asks Django, others read it meanwhile, but never so long.
LONGEST_OVER = 5.0
# With one of these Django answers for itself.
WEIGHED = (
    *("HTTP_COOKIE", "HTTP_RANGE", "HTTP_AUTHORIZATION", "QUERY_STRING"),
    *("HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE"),
)
# What decides beside the path.
DECIDING = ("HTTP_HOST", "wsgi.url_scheme", "HTTP_X_FORWARDED_PROTO", "PATH_INFO")
OF_BODIES = frozenset({"content-length", "content-type", "content-encoding"})
TAG, ASKED_TAG = "etag", "HTTP_IF_NONE_MATCH"


@dataclass(frozen=True)
class LentAnswer:
    """An answer as Django and all its middleware gave it."""

    headers: Headers
    unchanged: Headers
    # Empty for a page that no reader's copy is compared with.
    tag: str
    # More than one: between them stands what each reader gets another of.
    parts: list[bytes]
    until: float
    turn: Lock = field(default_factory=Lock)

    def body(self) -> bytes:
        """Return the bytes for one reader."""
        return str(uuid4()).encode().join(self.parts)

    def may_be_read(self, now: float) -> bool:
        """Whether it is still good, or somebody is fetching a new one."""
        if now < self.until:
            return True
        return now < self.until + LONGEST_OVER and not self.turn.acquire(blocking=False)


class HotPages:
    """An application around Django's that remembers what views lend it."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.copies: dict[Key, LentAnswer] = {}

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """Answer from a copy, or ask Django and keep what may be kept."""
        key = lent_key(environ)
        if key is None:
            return self.application(environ, start_response)
        copy, asked = self.copies.get(key), environ.get(ASKED_TAG)
        is_told = asked is None or (copy and copy.tag and asked == copy.tag)
        if copy and is_told and copy.may_be_read(monotonic()):
            if asked is None:
                start_response("200 OK", copy.headers)
                return [copy.body()]
            start_response("304 Not Modified", copy.unchanged)
            return [b""]
        return self.ask(key, environ, start_response)

    def ask(self, key: Key, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """Return Django's answer; what is not lent again is forgotten."""
        said: list[tuple[str, Headers]] = []

        def listening(status: str, headers: Headers, *more: Any) -> Any:
            said.append((status, headers))
            return start_response(status, headers, *more)

        answer = self.application(environ, listening)
        status, headers = said[-1]
        until, own = environ.get(MARK, (None, ""))
        copy = self.copies.pop(key, None)
        if copy and until and status.startswith("304"):
            # What it has is what there is: lent anew.
            self.keep(key, renewed(copy, headers, until))
        if until is None or not status.startswith("200"):
            return answer
        body = b"".join(answer)
        self.keep(key, lent_answer(headers, body, until, own))
        close: Callable[[], None] = getattr(answer, "close", lambda: None)
        close()
        return [body]

    def keep(self, key: Key, copy: LentAnswer | None) -> None:
        """Remember a copy; the oldest give way."""
        if copy is None:
            return
        while len(self.copies) >= MOST_COPIES:
            self.copies.pop(next(iter(self.copies)), None)
        self.copies[key] = copy


def lent_key(environ: Environ) -> Key | None:
    """Return by what a copy is found; None where Django has to look at the request."""
    if environ["REQUEST_METHOD"] != "GET" or any(map(environ.get, WEIGHED)):
        return None
    zips = "gzip" if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "") else ""
    return (zips, *(environ.get(name, "") for name in DECIDING))


def lent_answer(
    headers: Headers, body: bytes, until: float, own: str
) -> LentAnswer | None:
    """Return an answer to keep; None for one with a cookie."""
    names = {name.lower(): value for name, value in headers}
    if "set-cookie" in names:
        return None
    parts = body.split(own.encode()) if own else [body]
    unchanged = [one for one in headers if one[0].lower() not in OF_BODIES]
    unchanged.append(("Content-Length", "0"))
    return LentAnswer(headers, unchanged, names.get(TAG, ""), parts, until)


def renewed(copy: LentAnswer, said: Headers, until: float) -> LentAnswer:
    """Return a copy that is still what there is, with its new end."""
    ends = [one for one in said if one[0] == EXPIRES]
    heads, unchanged = (
        [one for one in given if one[0] != EXPIRES] + ends
        for given in (copy.headers, copy.unchanged)
    )
    return replace(copy, headers=heads, unchanged=unchanged, until=until, turn=Lock())


def lend(request: HttpRequest, own: str = "") -> None:
    """Let the answer be everybody's for a moment, of this second.

    `own`: the one word in it that each reader gets another of, a random UUID.
    """
    lend_until(request, min(monotonic() + LENT, this_second().until), own)


def lend_until(request: HttpRequest, until: float, own: str = "") -> None:
    """Say until when (`monotonic`) the answer to this request is everybody's."""
    request.META[MARK] = (until, own)
