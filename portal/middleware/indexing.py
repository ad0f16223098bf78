"""What no search engine may show says so, whatever its view forgot."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from portal.pages.indexing import is_indexable

HEADER = "X-Robots-Tag"
Handler = Callable[[HttpRequest], HttpResponse]


def robots_tag(get_response: Handler) -> Handler:
    """Say "noindex" of all but the pages of the table."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        # 304: the reader's copy has the headers of the page itself.
        if is_indexable(request) and response.status_code in {200, 304}:
            # A form for everybody is kept by nobody, and found by everybody.
            response.headers.pop(HEADER, None)
        else:
            response.headers.setdefault(HEADER, "noindex")
        return response

    return middleware
