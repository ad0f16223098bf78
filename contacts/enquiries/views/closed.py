"""Families' forms stay closed until `may_take_messages` says that they may open.

Nothing typed is lost, and everybody is told whom to call instead. The staff's console
works meanwhile.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language

from contacts.enquiries.consent.opening import may_take_messages
from contacts.telephones import telephones
from trials.models import Study

View = Callable[..., HttpResponse]
# Fields of forms in which somebody may have typed at length.
TYPED = ("message", "text")


def behind_legal_words(view: View) -> View:
    """Show a form only once its legal words are approved in the page's language."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **values: Any) -> HttpResponse:
        if not may_take_messages(get_language()):
            return closed_form(request, values.get("registry_id", ""))
        return view(request, *args, **values)

    return guarded


def closed_form(request: HttpRequest, registry_id: str) -> HttpResponse:
    """Say that the form is closed and whom to call; show what was typed."""
    found = Study.objects.published()
    study = get_object_or_404(found, registry_id=registry_id) if registry_id else None
    context = {
        "study": study,
        "telephones": telephones(study, None),
        "typed": [request.POST[name] for name in TYPED if request.POST.get(name)],
    }
    response = render(request, "contacts/enquiries/form_closed.html", context)
    response.status_code = 503
    add_never_cache_headers(response)
    return response
