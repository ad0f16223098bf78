"""Who comes in to the authoring pages, and which version is meant."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache

from trials.models import SelfCheckVersion, VersionState

View = Callable[..., HttpResponse]


MAY_WRITE = "trials.change_selfcheckversion"


def author_only(view: View) -> View:
    """Let in who may write self-checks; nothing of it is cached."""

    @wraps(view)
    @never_cache
    @login_required
    @permission_required(MAY_WRITE, raise_exception=True)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    return guarded


def version_of(registry_id: str, number: str) -> SelfCheckVersion:
    versions = SelfCheckVersion.objects.select_related("study")
    return get_object_or_404(versions, study__registry_id=registry_id, number=number)


def draft_of(registry_id: str, number: str) -> SelfCheckVersion:
    """Return a version that may still be changed, or 404."""
    version = version_of(registry_id, number)
    if version.state != VersionState.DRAFT:
        raise Http404
    return version


def by(request: HttpRequest) -> str:
    """Return how a version names its author."""
    return f"user:{request.user.pk}"


def open_draft(version: SelfCheckVersion) -> HttpResponse:
    """Lead to a version's page."""
    return redirect("authoring:author_draft", version.study.registry_id, version.number)
