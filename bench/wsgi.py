"""The application that the bench serves: the portal's, and the floors beside it."""

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.test import override_settings

from portal.starting.hot_pages import HotPages

FLOORS = ("/bench/empty/", "/bench/four/")
portal = HotPages(get_wsgi_application())
with override_settings(MIDDLEWARE=[]):
    bare = WSGIHandler()


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Answer the floors with nothing but Django, all else as the portal does."""
    asked = bare if environ["PATH_INFO"].startswith(FLOORS) else portal
    return asked(environ, start_response)


# As portal.wsgi does.
import_module("contacts.warming").warm(application)
