"""What every answer carries, and the language of every request."""

import secrets
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import add_never_cache_headers

from portal.middleware.idle import PLACES

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
        if PLACES.match(request.path_info):
            del response.headers["Cache-Control"]
            add_never_cache_headers(response)
        return response

    return middleware


def path_language(get_response: Handler) -> Handler:
    """Take the language from the path alone.

    Django's LocaleMiddleware also reads a cookie and Accept-Language, and so makes
    one address give different bytes to different visitors.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        language = translation.get_language_from_path(request.path_info)
        request.LANGUAGE_CODE = language or settings.LANGUAGE_CODE
        with translation.override(request.LANGUAGE_CODE):
            response = get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response

    return middleware
