"""What every page of the console has in common."""

from collections.abc import Callable
from functools import wraps
from typing import NoReturn

from allauth.account.decorators import reauthentication_required
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from contacts.teams.models.memberships import works_at_desk
from contacts.teams.models.teams import Team
from portal.audit.models import Verb
from portal.audit.record import record_event

Page = Callable[..., HttpResponse]


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
    """Let in administrators who proved who they are; for others there is none."""

    @wraps(view)
    def inner(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.is_superuser:
            raise Http404
        return reauthentication_required(view)(request, *args, **kwargs)

    return staff_page(inner)


def own_teams(request: HttpRequest) -> list[Team]:
    """Return the person's teams; all of them at the desk."""
    teams = Team.objects.all()
    if not works_at_desk(request.user):
        teams = teams.filter(memberships__user=request.user)
    return list(teams)
