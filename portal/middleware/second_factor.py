"""No staff page without a second factor: one door, so that no view can forget it."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portal.middleware.staff_places import is_guarded

# Who was asked for one by the hospital's own sign-in service, in this session.
OUTSIDE_FACTOR = "outside_factor"


class SecondFactor:
    """Send staff without a second factor to where they set one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; the check needs to know its view."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Refuse a guarded page to somebody who signed in with a password alone."""
        if not settings.MFA_REQUIRED or not is_guarded(request):
            return None
        user = request.user
        if not user.is_authenticated or has_given_factor(request):
            return None
        messages.info(request, _("Please set up a second factor first."))
        return redirect("mfa_index")


def has_given_factor(request: HttpRequest) -> bool:
    """Whether who is signed in has a second factor here, or gave one outside."""
    if request.session.get(OUTSIDE_FACTOR) == request.user.pk:
        return True
    return bool(is_mfa_enabled(request.user))
