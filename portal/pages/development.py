"""Pages for developers on their own machine."""

from django.conf import settings
from django.http import HttpRequest

from portal.lib.visitor import is_forwarded


def is_development(request: HttpRequest) -> bool:
    """Whether a developer asks on their own machine, past no proxy unknown to us."""
    return settings.DEBUG and not (is_forwarded(request) and not settings.TRUSTED_HOPS)
