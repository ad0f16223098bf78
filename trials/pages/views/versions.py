"""Which withdrawals caches know of: a part of their keys."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from portal.starting.seconds import share, this_second
from trials.models import SelfCheckVersion, TextState, TextVersion


@require_safe
def texts_version(request: HttpRequest) -> HttpResponse:
    """Say how many texts were taken from families so far.

    A cache that has this in its key cannot find a page of before the last of them,
    however long the portal is away.
    """
    second = this_second()
    texts = TextVersion.objects.filter(state=TextState.WITHDRAWN).count()
    checks = SelfCheckVersion.objects.filter(retired_at__isnull=False).count()
    response = HttpResponse("ok\n", content_type="text/plain")
    response["X-Texts"] = str(texts + checks)
    share(response, second)
    return response
