"""Who comes in to the pages of texts, and which text is meant."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache

from portal.hospital.says import interface_languages
from trials.models import TextVersion

MAY_WRITE = "trials.change_textversion"
MAY_APPROVE = "trials.review_textversion"
MAY_PUBLISH = "trials.publish_textversion"
View = Callable[..., HttpResponse]


def page_of_right(right: str) -> Callable[[View], View]:
    """Return what lets in who has a right; nothing of such a page is cached."""

    def behind(view: View) -> View:
        @wraps(view)
        @never_cache
        @login_required
        @permission_required(right, raise_exception=True)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return view(request, *args, **kwargs)

        return guarded

    return behind


# Lets in who may write texts.
editors_page = page_of_right(MAY_WRITE)


def text_of(number: int) -> TextVersion:
    """Return a version, with its study."""
    return get_object_or_404(TextVersion.objects.select_related("study"), pk=number)


def known_language(code: str) -> str:
    """Return a language of the portal, or 404."""
    if code not in dict(interface_languages()):
        raise Http404
    return code


def account_of(request: HttpRequest) -> str:
    """Return how a version names who acts."""
    return f"user:{request.user.pk}"


def open_text(version: TextVersion) -> HttpResponse:
    """Lead to a version's page."""
    return redirect("texts:show_text", version.pk)
