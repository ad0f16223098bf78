"""Who comes in to the authoring pages, and which version is meant."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from trials.models import SelfCheckVersion, TextState
from trials.texts.views.access import page_of_right

MAY_WRITE = "trials.change_selfcheckversion"


# Lets in who may write self-checks.
author_only = page_of_right(MAY_WRITE)


def version_of(registry_id: str, number: str) -> SelfCheckVersion:
    versions = SelfCheckVersion.objects.select_related("study")
    return get_object_or_404(versions, study__registry_id=registry_id, number=number)


def draft_of(registry_id: str, number: str) -> SelfCheckVersion:
    """Return a version that may still be changed, or 404."""
    version = version_of(registry_id, number)
    if version.state != TextState.DRAFT:
        raise Http404
    return version


def open_draft(version: SelfCheckVersion) -> HttpResponse:
    """Lead to a version's page."""
    return redirect("authoring:author_draft", version.study.registry_id, version.number)
