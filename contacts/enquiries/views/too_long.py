"""A body that nobody typed is refused before it is read."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from contacts.enquiries.forms.message import MESSAGE_LENGTH
from trials.models import Study

# Bytes of a form; far more than the longest message in any script.
LONGEST = 200_000


def read_post(request: HttpRequest) -> QueryDict | None:
    """Return the posted form, if any; raises RequestDataTooBig before reading much."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if request.method == "POST" and int(length) > LONGEST:
        raise RequestDataTooBig
    return request.POST if request.method == "POST" else None


def too_long(request: HttpRequest, study: Study) -> HttpResponse:
    """Refuse a body that nobody typed before it is read."""
    context = {"study": study, "limit": MESSAGE_LENGTH}
    return render(
        request, "contacts/enquiries/message_too_long.html", context, status=413
    )
