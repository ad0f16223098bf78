"""Only mail providers may send much: everybody else's requests are text."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse

from portal.middleware.staff_places import is_guarded


class BodyLimit:
    """Refuse a request that is too long before anything reads it.

    Django has one limit for all addresses, and a webhook's mails with their files need
    a high one. A view that answers long requests in its own words says `limits_body`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; the limit needs to know its view."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> None:
        """Raise RequestDataTooBig, which is answered as a bad request."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        if int(length) <= settings.BODY_LIMIT or getattr(view, "limits_body", False):
            return
        # Files of the staff: a photograph, a self-check to import.
        is_file = request.content_type == "multipart/form-data" and is_guarded(request)
        if not is_file and "anymail" not in request.resolver_match.app_names:
            raise RequestDataTooBig
