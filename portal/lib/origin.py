"""Whether a browser sends a form from our own pages, where a cookie speaks for it."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]


def is_own_page(request: HttpRequest) -> bool:
    """Whether a request comes from this portal, or from no page at all.

    Browsers say so themselves and no script can change it: Sec-Fetch-Site, and Origin
    in those that do not send it. A program that sends neither has no cookies of
    somebody else's to misuse.
    """
    site = request.headers.get("Sec-Fetch-Site", "")
    if site:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin", "")
    return not origin or urlsplit(origin).netloc == request.get_host()


def own_pages_only(view: View) -> View:
    """Refuse what another site's page sends in a visitor's name.

    It stands where Django's token would: that needs a cookie before the first note is
    written, and a form that somebody leaves open for days must still be accepted.
    """

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in {"GET", "HEAD"} and not is_own_page(request):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
