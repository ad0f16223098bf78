"""A console left open signs itself out."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.middleware.staff_places import is_staff_place

# Open pages ask these by themselves; nobody need be there.
BY_THEMSELVES = {"enquiry_state"}
# Seconds between two notes of the time: not every page writes to the database.
NOTE_EVERY = 60


class IdleSession:
    """Sign out who opened nothing for long, and everybody after a working day."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; the check needs to know its view."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Look at the time; public pages have no session to look at."""
        if not is_staff_place(request) or not request.user.is_authenticated:
            return None
        now = timezone.now()
        if is_over(request, now):
            return sign_out(request)
        if request.resolver_match.url_name not in BY_THEMSELVES:
            note_time(request, now)
        return None


def is_over(request: HttpRequest, now: datetime) -> bool:
    """Whether the session lasted too long, or nobody was there for too long."""
    began = request.session.get("began_at", now.timestamp())
    seen = request.session.get("seen_at", now.timestamp())
    is_late = now.timestamp() - began > settings.SESSION_COOKIE_AGE
    return is_late or now.timestamp() - seen > settings.SESSION_IDLE_MINUTES * 60


def note_time(request: HttpRequest, now: datetime) -> None:
    """Keep when the session began and when somebody was last there."""
    request.session.setdefault("began_at", now.timestamp())
    seen = request.session.get("seen_at", 0)
    if now.timestamp() - seen >= NOTE_EVERY:
        request.session["seen_at"] = now.timestamp()


def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session and lead back to the same page, if it is one to look at."""
    logout(request)
    words = _("You were signed out, as nobody was here for a while.")
    messages.info(request, words)
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else ""
    return redirect_to_login(back or reverse(settings.LOGIN_REDIRECT_URL))
