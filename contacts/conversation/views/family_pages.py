"""What every page behind a family's secret link has in common."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from contacts.conversation.course import FOLLOWED
from contacts.enquiries.views.gone import unless_gone
from contacts.going_on import going_on
from contacts.models import Enquiry
from portal.lib.secret_pages import keep_secret
from portal.lib.tokens import token_hash

View = Callable[[HttpRequest, Enquiry, str], HttpResponse]


def family_page(view: View) -> Callable[[HttpRequest, str], HttpResponse]:
    """Find the enquiry of a secret link, and keep the link from travelling.

    The link itself is the key and no cookie acts, so there is nothing to forge.
    """

    @csrf_exempt
    @wraps(view)
    def inner(request: HttpRequest, token: str) -> HttpResponse:
        enquiry = going_on(FOLLOWED.row_or_404(token_hash(token)))
        return keep_secret(unless_gone(view)(request, enquiry, token))

    return inner
