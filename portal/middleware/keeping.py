"""What was typed is not lost when a page cannot be made: one place for all forms.

A database that is away, full, locked or read-only gives a page which holds every field
in a form again, with the same key: pressing "Send again" later is safe.
"""

import logging
import sys
from collections.abc import Callable, Iterator
from typing import NamedTuple

from anymail.exceptions import AnymailConfigurationError
from django import forms
from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import DataError, InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.http.request import RawPostDataException
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from portal.addresses import shown_path
from portal.pages.reach import FIELD, NumberToCall, whom_to_call

log = logging.getLogger(__name__)
AWAY = (OperationalError, InterfaceError, InternalError)
RETRY_SECONDS = 10
SAFE = frozenset({"GET", "HEAD"})
# A passcode is not shown, and not sent by a page that lies about.
SECRET_NAMES = {"passcode", "code", "credential"}
TEMPLATE = "portal/errors/kept.html"


class Field(NamedTuple):
    """One posted value."""

    name: str
    value: str
    label: str
    is_long: bool


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
    """Return the page with all that was posted, in a form again."""
    fields = list(posted_fields(request))
    context = {
        "status": status,
        "is_indexable": False,
        "shown": [field for field in fields if field.label],
        "carried": [field for field in fields if not field.label],
        "numbers": numbers_to_call(request),
        "desk": settings.PORTAL_DESK_EMAIL,
        "has_files": request.content_type == "multipart/form-data",
    }
    response = render(request, TEMPLATE, context, status=status)
    if request.method not in SAFE:
        # Nobody keeps such an answer to a reader; and nginx, told not to, would send
        # its own copy whole to whoever has it already.
        add_never_cache_headers(response)
    return response


def posted_fields(request: HttpRequest) -> Iterator[Field]:
    """Return what was posted, without passwords; nothing for other programs' posts."""
    match = request.resolver_match
    if request.method != "POST" or (match and "anymail" in match.app_names):
        return
    known = typed_fields(match.func if match else None)
    try:
        posted = request.POST
    except (RequestDataTooBig, TooManyFieldsSent, RawPostDataException, OSError):
        return
    for name, values in posted.lists():
        if name not in SECRET_NAMES and "passw" not in name:
            for value in values:
                yield kept_field(name, value.replace("\x00", ""), known)


def kept_field(name: str, text: str, known: dict[str, forms.Field]) -> Field:
    """Return a value with what it is called where somebody typed it."""
    field = known.get(name)
    label = (field and field.label) or name
    shown = str(label) if is_typed(name, text, known) else ""
    return Field(name, text, shown, is_long(field, text))


def is_typed(name: str, text: str, known: dict[str, forms.Field]) -> bool:
    """Whether a value is words of a person, to be shown for copying."""
    if name == FIELD or name.startswith("csrf"):
        return False
    return bool(text) and (name in known if known else " " in text or "@" in text)


def is_long(field: forms.Field | None, text: str) -> bool:
    """Whether a value needs several lines; few letters of Chinese fill one."""
    is_meant_long = field is not None and isinstance(field.widget, forms.Textarea)
    return is_meant_long or len(text) > 80 or "\n" in text


def typed_fields(view: object) -> dict[str, forms.Field]:
    """Return the text fields of the form that a view says it `keeps`."""
    form: type[forms.BaseForm] | None = getattr(view, "keeps", None)
    if form is None:
        return {}
    return {
        name: field
        for name, field in form.base_fields.items()
        if isinstance(field, forms.CharField | forms.IntegerField)
        and not field.widget.is_hidden
    }


def numbers_to_call(request: HttpRequest) -> list[NumberToCall]:
    """Return whom to call instead, as far as this process or the form knows."""
    match = request.resolver_match
    study = match.kwargs.get("registry_id", "") if match else ""
    posted = request.POST if request.method == "POST" else {}
    site = posted.get("site", "") or request.GET.get("site", "")
    return whom_to_call(study, posted.get(FIELD, ""), site)
