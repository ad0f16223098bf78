"""The language of a request is in its address, and nowhere else."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from portal.hospital.says import interface_languages

Handler = Callable[[HttpRequest], HttpResponse]


def path_language(get_response: Handler) -> Handler:
    """Take the language from the path alone.

    Django's LocaleMiddleware also reads a cookie and Accept-Language, and so makes
    one address give different bytes to different visitors.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        language = translation.get_language_from_path(request.path_info)
        if language not in dict(interface_languages()):
            language = None
        request.LANGUAGE_CODE = language or settings.LANGUAGE_CODE
        with translation.override(request.LANGUAGE_CODE):
            response = get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response

    return middleware
