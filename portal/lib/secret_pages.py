"""The headers of a page whose address is its key."""

from django.http import HttpResponse
from django.utils.cache import add_never_cache_headers


def keep_secret(response: HttpResponse, referrer: str = "no-referrer") -> HttpResponse:
    """Forbid to keep, to index, and to tell the next page where one came from.

    "same-origin" is for pages that tell their own forms from strangers' by it.
    """
    add_never_cache_headers(response)
    response["Referrer-Policy"] = referrer
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
