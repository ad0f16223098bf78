"""Errors for programs: an address that answers with data says its errors so, too."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

TRY_AGAIN = "Try again in a little while."
WORDS = {
    400: "What was asked cannot be read.",
    403: "This may not be read.",
    404: "There is nothing at this address.",
    503: TRY_AGAIN,
}


def told_to_program(request: HttpRequest, status: int) -> HttpResponse | None:
    """Return an error as data where the address is one for programs, else None.

    Such a view says in `tells_error` how; most errors come before it is called.
    """
    tell = getattr(view_at(request), "tells_error", None)
    if tell is None:
        return None
    response: HttpResponse = tell(status, WORDS.get(status, HTTPStatus(status).phrase))
    return response


def view_at(request: HttpRequest) -> Any:
    """Return the view of an address, None where there is none."""
    if request.resolver_match:
        return request.resolver_match.func
    try:
        return resolve(request.path_info).func
    except Resolver404:
        return None
