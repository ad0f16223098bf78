"""What every answer carries."""

import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from portal.middleware.staff_places import is_staff_place

Handler = Callable[[HttpRequest], HttpResponse]


def request_id(get_response: Handler) -> Handler:
    """Give each request an id that an error page and the log share."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.id = secrets.token_hex(6)
        response = get_response(request)
        if response.status_code >= 400:
            response.headers["X-Request-Id"] = request.id
        return response

    return middleware


def security_headers(get_response: Handler) -> Handler:
    """Headers Django's own SecurityMiddleware does not know."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault(
            "Permissions-Policy",
            "geolocation=(self), camera=(), microphone=(), browsing-topics=()",
        )
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware


def staff_unstored(get_response: Handler) -> Handler:
    """No browser and no proxy keeps a page of the staff, whatever its view says."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if is_staff_place(request):
            del response.headers["Cache-Control"]
            add_never_cache_headers(response)
        return response

    return middleware
