"""What was typed is not lost when a page cannot be made: one place for all forms.

A database that is away, full, locked or read-only gives a page which holds every field
in a form again, with the same key: pressing "Send again" later is safe.
"""

import logging
import sys
from collections.abc import Callable

from anymail.exceptions import AnymailConfigurationError
from django.db import DataError, InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from portal.addresses import shown_path
from portal.hospital.says import trust_on
from portal.pages.kept import kept_fields
from portal.pages.reach import FIELD, NumberToCall, whom_to_call
from portal.pages.telling import told_to_program

log = logging.getLogger(__name__)
AWAY = (OperationalError, InterfaceError, InternalError)
RETRY_SECONDS = 10
SAFE = frozenset({"GET", "HEAD"})
TEMPLATE = "portal/errors/kept.html"


class KeptWords:
    """Answer what a view could not store with a page that holds the words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, error: Exception
    ) -> HttpResponse | None:
        """Answer the faults of the database; all others are the program's."""
        if isinstance(error, AnymailConfigurationError):
            # A mail provider that this installation does not use.
            log.warning("%s is not set up: %s", shown_path(request.path), error)
            return HttpResponseNotFound()
        return answer_trouble(request, error)


def answer_trouble(request: HttpRequest, error: BaseException) -> HttpResponse | None:
    """Return 503 where the database is away, 400 where it can't take a value."""
    if isinstance(error, AWAY):
        log.error("no database for %s: %s", shown_path(request.path), error)
        response = kept_page(request, 503)
        response["Retry-After"] = str(RETRY_SECONDS)
        return response
    if isinstance(error, DataError) or is_unstorable(error):
        log.warning("refused a value at %s", shown_path(request.path))
        return kept_page(request, 400)
    return None


def answer_failure(request: HttpRequest) -> HttpResponse:
    """Answer what went wrong anywhere else, such as in a middleware."""
    error = sys.exc_info()[1]
    known = answer_trouble(request, error) if error else None
    return known or kept_page(request, 500)


def is_unstorable(error: BaseException) -> bool:
    """Whether a driver refused a text: NUL, or half a character."""
    return isinstance(error, UnicodeEncodeError) or (
        isinstance(error, ValueError) and "NUL" in str(error)
    )


def kept_page(request: HttpRequest, status: int) -> HttpResponse:
    """Return the page with all that was posted, in a form again; data for programs."""
    trust_on()
    told = told_to_program(request, status)
    if told is not None:
        return told
    context = {
        "status": status,
        "is_indexable": False,
        **kept_fields(request),
        "numbers": numbers_to_call(request),
        "has_files": request.content_type == "multipart/form-data",
    }
    response = render(request, TEMPLATE, context, status=status)
    if request.method not in SAFE:
        # Nobody keeps such an answer to a reader; and nginx, told not to, would send
        # its own copy whole to whoever has it already.
        add_never_cache_headers(response)
    return response


def numbers_to_call(request: HttpRequest) -> list[NumberToCall]:
    """Return whom to call instead, as far as this process or the form knows."""
    match = request.resolver_match
    study = match.kwargs.get("registry_id", "") if match else ""
    posted = request.POST if request.method == "POST" else {}
    site = posted.get("site", "") or request.GET.get("site", "")
    return whom_to_call(study, posted.get(FIELD, ""), site)
