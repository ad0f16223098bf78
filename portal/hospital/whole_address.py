"""Whole addresses of pages: what mails, feeds and programs are given.

They come from PUBLIC_URL, whose path, if it has one, stands in every path already.
"""

from urllib.parse import urlsplit

from django.conf import settings


def public_origin() -> str:
    """Return scheme and host of PUBLIC_URL; a request's Host is a stranger's word."""
    parts = urlsplit(settings.PUBLIC_URL)
    return f"{parts.scheme}://{parts.netloc}"


def whole_address(path: str) -> str:
    """Return the whole address of a path as `reverse` makes it."""
    return f"{public_origin()}{path}"
