"""What every page of the console has in common."""

from collections.abc import Callable
from functools import wraps
from typing import NoReturn
from urllib.parse import urlencode, urlsplit

from allauth.account.authentication import get_authentication_records
from allauth.account.decorators import reauthentication_required
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from contacts.teams.models.reach import works_at_desk
from contacts.teams.models.teams import Team
from portal.audit.models import Verb
from portal.audit.record import record_event

Page = Callable[..., HttpResponse]
# A page opened within ACCOUNT_REAUTHENTICATION_TIMEOUT takes a while to fill in.
TYPING_SECONDS = 30 * 60


def actor(request: HttpRequest) -> str:
    """Return how the audit names the person who acts."""
    return f"user:{request.user.pk}"


def staff_page(view: Page) -> Page:
    """Ask for a sign-in, and keep nothing in any cache."""
    return never_cache(login_required(view))


def refuse_access(request: HttpRequest) -> NoReturn:
    """Answer as if there were nothing, and let the auditors know."""
    record_event(Verb.ACCESS_REFUSED, now=timezone.now(), by=actor(request))
    raise Http404


def desk_page(view: Page) -> Page:
    """Let in the portal's desk; for anybody else there is no such page."""

    @wraps(view)
    def inner(request: HttpRequest, **kwargs: object) -> HttpResponse:
        if not works_at_desk(request.user):
            raise Http404
        return view(request, **kwargs)

    return staff_page(inner)


def admin_page(view: Page) -> Page:
    """Let in administrators who proved who they are; for others there is none.

    A page asks for a fresh proof. What is typed on it may take a while: its button
    works for longer, and a late press comes back to the page instead of to nothing.
    """

    @wraps(view)
    def inner(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.is_superuser:
            raise Http404
        if request.method != "POST":
            return reauthentication_required(view)(request, *args, **kwargs)
        if was_proven_lately(request):
            return view(request, *args, **kwargs)
        where = urlencode({"next": page_before(request)})
        return redirect(f"{reverse('account_reauthenticate')}?{where}")

    return staff_page(inner)


def was_proven_lately(request: HttpRequest) -> bool:
    """Whether somebody has given the password again within the time for typing."""
    records = get_authentication_records(request, request.user)
    times = [one["at"] for one in records if one.get("reauthenticated")]
    return bool(times) and timezone.now().timestamp() - times[-1] < TYPING_SECONDS


def page_before(request: HttpRequest) -> str:
    """Return the page that somebody posts from; a post's own address has none."""
    path = urlsplit(request.headers.get("Referer", "")).path
    return (
        path
        if path.startswith("/") and "/staff/" in path
        else reverse("contacts:teams")
    )


def own_teams(request: HttpRequest) -> list[Team]:
    """Return the person's teams; all of them at the desk."""
    teams = Team.objects.all()
    if not works_at_desk(request.user):
        teams = teams.filter(memberships__user=request.user)
    return list(teams)
