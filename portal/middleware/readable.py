"""No view meets what no database can store: one place looks at addresses and queries.

Fields of posted forms are the forms' own matter, which keep the words; what slips past
them is answered by `portal.middleware.keeping`.
"""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_to_bytes

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.datastructures import MultiValueDict

# C0 and C1 but the white space of a pasted text, and halves of characters.
UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# A quoted passage with its surroundings is the longest that our own links hold.
LONGEST_VALUE, LONGEST_QUERY, LONGEST_PATH = 4000, 16_000, 2000
LONGEST_NAME, MOST = 100, 100


class UnreadableRequest(SuspiciousOperation):
    """An address or a query that no page of ours makes; answered with 400."""


class ReadableOnly:
    """Refuse what can't be read, before any view, form or database sees it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at the cookies, the path and the query; pass the request on."""
        drop_unreadable(request.COOKIES)
        if len(request.path_info) > LONGEST_PATH or UNREADABLE.search(request.path):
            raise UnreadableRequest("path")
        check_query(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> None:
        """Refuse a value given twice where a page reads one.

        A view that reads several of a name says which in `many`.
        """
        match = request.resolver_match
        if not {"admin", "anymail"}.intersection(match.app_names):
            check_single(request.GET, getattr(view, "many", frozenset()))


def check_query(request: HttpRequest) -> None:
    """Raise UnreadableRequest for a query that is too long or holds no text."""
    query = request.META.get("QUERY_STRING", "")
    if len(query) > LONGEST_QUERY or query.count("&") >= MOST:
        raise UnreadableRequest("length of the query")
    try:
        text = unquote_to_bytes(query.encode("latin-1")).decode()
    except UnicodeError:
        raise UnreadableRequest("encoding of the query") from None
    if UNREADABLE.search(text):
        raise UnreadableRequest("character in the query")
    for name, values in request.GET.lists():
        if len(name) > LONGEST_NAME or any(len(v) > LONGEST_VALUE for v in values):
            raise UnreadableRequest("length of a value")


def check_single(given: QueryDict | MultiValueDict, many: frozenset[str]) -> None:
    """Raise UnreadableRequest for a second value of a name that takes one."""
    for name, values in given.lists():
        if len(values) > 1 and name not in many:
            raise UnreadableRequest("a value given twice")


def drop_unreadable(cookies: dict[str, str]) -> None:
    """Forget cookies that no page of ours has set: they must not lock anybody out."""
    for name in [name for name, text in cookies.items() if UNREADABLE.search(text)]:
        del cookies[name]
