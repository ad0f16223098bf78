"""What whoever acts on an enquiry reads when it was erased a moment before."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from contacts.enquiries.actions.locking import GoneError
from contacts.models import Enquiry

Page = Callable[..., HttpResponse]


def unless_gone(view: Page) -> Page:
    """Answer 410 with words where a view finds its enquiry erased meanwhile."""

    @wraps(view)
    def inner(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (GoneError, Enquiry.DoesNotExist):
            return render(request, "portal/errors/410.html", status=410)

    return inner
