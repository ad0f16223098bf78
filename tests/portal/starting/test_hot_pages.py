"""What is everybody's is answered before Django, and is what Django would answer."""

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from time import monotonic
from uuid import UUID

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import RequestFactory

from contacts import warming
from portal.starting import hot_pages
from portal.starting.hot_pages import HotPages
from portal.starting.seconds import EXPIRES, Second
from tests import factories
from trials.models import Study
from trials.pages import cache as page_cache

NEXT = Second(1_800_000_001, math.inf)
KEY = re.compile(rb'name="key" value="([^"]+)"')


@pytest.fixture(autouse=True)
def kept_connection() -> Iterator[None]:
    """A request of the server's closes its connection: here it is the test's own."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


class Counted:
    """Django's application, and how often it was asked."""

    def __init__(self) -> None:
        self.application = get_wsgi_application()
        self.times = 0

    def __call__(self, environ, start_response):
        self.times += 1
        return self.application(environ, start_response)


@pytest.fixture
def django() -> Counted:
    page_cache.known.clear()
    return Counted()


@pytest.fixture
def pages(
    django: Counted, long_second: Second, monkeypatch: pytest.MonkeyPatch
) -> HotPages:
    # No test depends on how fast the machine is.
    monkeypatch.setattr(hot_pages, "LENT", 3600.0)
    return HotPages(django)


def ask(application, path: str, method: str = "GET", **headers: str):
    """Return status, headers and bytes of an answer."""
    environ = RequestFactory().generic(method, path).environ
    del environ["HTTP_COOKIE"]
    said = {}

    def start_response(status, given, *_more):
        said.update(status=status, headers=dict(given))

    answer = application({**environ, **headers}, start_response)
    body = b"".join(answer)
    getattr(answer, "close", lambda: None)()
    return said["status"], said["headers"], body


@pytest.fixture
def path(db) -> str:
    return factories.site_with_contact().study.get_absolute_url()


@pytest.mark.parametrize("encoding", ["gzip, br", ""])
def test_a_copy_is_what_django_answers(pages, django, path, encoding):
    sent = {"HTTP_ACCEPT_ENCODING": encoding}
    first, second = (ask(pages, path, **sent) for _time in range(2))
    assert django.times == 1
    assert first == second == ask(django, path, **sent)
    tag = {"HTTP_IF_NONE_MATCH": first[1]["ETag"]}
    unchanged = ask(pages, path, **sent, **tag)
    assert django.times == 2
    assert unchanged == ask(django, path, **sent, **tag)
    assert (unchanged[0], unchanged[2]) == ("304 Not Modified", b"")


@pytest.mark.parametrize("path", ["/", "/trials/", "/zh-hans/words/", "/alerts/"])
def test_pages_made_anew_are_lent_too(db, pages, django, settings, path):
    settings.SERVE_UNAPPROVED = True
    assert ask(pages, path) == ask(pages, path)
    assert django.times == 1


@pytest.mark.parametrize(
    "of_one_visitor",
    [
        {"HTTP_COOKIE": "sessionid=1"},
        {"QUERY_STRING": "near=x"},
        {"HTTP_RANGE": "bytes=0-1"},
        {"HTTP_IF_NONE_MATCH": 'W/"another"'},
        {"HTTP_HOST": "another.example"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"method": "HEAD"},
        {"method": "POST"},
    ],
)
def test_django_looks_at_what_is_of_one_visitor(pages, django, path, of_one_visitor):
    ask(pages, path)
    ask(pages, path, **of_one_visitor)
    assert django.times == 2


@pytest.mark.parametrize("closed", ["correct/", "sites/?near=x", "nothing/"])
def test_what_no_view_lends_is_not_kept(pages, django, path, closed):
    for _time in range(2):
        ask(pages, path + closed)
    assert django.times == 2
    assert not pages.copies


def test_everybody_gets_a_key_of_the_form_alone(pages, django, path, settings):
    settings.SERVE_UNAPPROVED = True
    answers = [ask(pages, f"{path}message/") for _time in range(3)]
    assert django.times == 1
    keys = [KEY.search(body)[1] for _status, _headers, body in answers]
    assert len({UUID(key.decode()) for key in keys}) == 3
    bare = [
        (status, headers, body.replace(key, b""))
        for (status, headers, body), key in zip(answers, keys, strict=True)
    ]
    assert bare[0] == bare[1] == bare[2]
    assert int(answers[2][1]["Content-Length"]) == len(answers[2][2])
    ask(pages, f"{path}message/", HTTP_COOKIE="walk=x")
    assert django.times == 2


def test_a_process_is_warmed_through_it(pages, path, settings):
    settings.SERVE_UNAPPROVED = True
    for _time in range(2):
        warming.show(pages, Study.objects.get())
    assert pages.copies


def test_an_old_copy_is_read_only_while_one_asks_anew(pages, django, path, monkeypatch):
    ask(pages, path)
    (key,) = pages.copies
    copy = pages.copies[key]
    assert copy.may_be_read(copy.until - 1)
    # The first who finds it old goes, others read it until he is back, or too late.
    assert not copy.may_be_read(copy.until + 1)
    assert copy.may_be_read(copy.until + 1)
    assert not copy.may_be_read(copy.until + hot_pages.LONGEST_OVER)


def test_a_copy_is_lent_anew_when_django_finds_nothing_new(
    pages, django, path, monkeypatch
):
    tag = {"HTTP_IF_NONE_MATCH": ask(pages, path)[1]["ETag"]}
    (key,) = pages.copies
    pages.copies[key] = replace(pages.copies[key], until=0.0)
    monkeypatch.setattr(page_cache, "this_second", lambda: NEXT)
    page_cache.known.clear()
    for _time in range(3):
        status, headers, _body = ask(pages, path, **tag)
        assert (status, headers[EXPIRES]) == ("304 Not Modified", f"@{NEXT.number}")
    assert django.times == 2
    status, headers, _body = ask(pages, path)
    assert (status, headers[EXPIRES]) == ("200 OK", f"@{NEXT.number}")
    assert django.times == 2


def test_a_new_version_is_shown_when_the_old_is_no_longer_lent(
    pages, django, path, monkeypatch
):
    over = Second(1_800_000_000, -math.inf)
    monkeypatch.setattr(page_cache, "this_second", lambda: over)
    before = ask(pages, path)
    Study.objects.update(brief_title="A new title", revision=99)
    after = ask(pages, path)
    assert django.times == 2
    assert b"A new title" not in before[2]
    assert b"A new title" in after[2]
    assert before[1]["ETag"] != after[1]["ETag"]


def test_the_oldest_copies_give_way(pages, django, db, monkeypatch):
    monkeypatch.setattr(hot_pages, "MOST_COPIES", 2)
    for one in ("/", "/trials/", "/words/"):
        ask(pages, one)
    assert [key[-1] for key in pages.copies] == ["/trials/", "/words/"]
    assert all(copy.until > monotonic() for copy in pages.copies.values())
