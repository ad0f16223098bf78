"""What leaves with everything in it asks for the second factor once more."""

from functools import wraps
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from contacts.teams.views.staff_pages import Page


def fresh_factor(view: Page) -> Page:
    """Let in whoever gave a second factor a moment ago; ask all others for it.

    Only in the demonstration somebody has none, and is asked for the password.
    """

    @wraps(view)
    def inner(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if was_factor_given(request):
            return view(request, *args, **kwargs)
        door = "mfa_reauthenticate"
        if not is_mfa_enabled(request.user):
            door = "account_reauthenticate"
        where = urlencode({"next": request.path})
        return redirect(f"{reverse(door)}?{where}")

    return inner


def was_factor_given(request: HttpRequest) -> bool:
    """Whether the second factor was given within the time that a proof lasts."""
    method = "mfa" if is_mfa_enabled(request.user) else "password"
    records = get_authentication_records(request, request.user)
    times = [one["at"] for one in records if one.get("method") == method]
    if not times:
        return False
    age = timezone.now().timestamp() - max(times)
    return age < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
