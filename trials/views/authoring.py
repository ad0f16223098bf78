"""Where staff write, try, review and publish a study's self-check."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from trials.actions import selfchecks as actions
from trials.forms.drafts import ImportForm, NewQuestionForm, ReviewForm
from trials.models import SelfCheckVersion, Study, VersionState
from trials.pages.authoring import (
    draft_context,
    protocol_lines,
    question_library,
)
from trials.selfcheck import edit
from trials.selfcheck.document import DATA, load
from trials.selfcheck.fhir import export_questionnaire

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
    """Return a version or 404."""
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


@author_only
@require_safe
def author_list(request: HttpRequest) -> HttpResponse:
    """List the studies with their self-checks."""
    studies = Study.objects.published().prefetch_related("selfchecks")
    return render(request, "trials/authoring/author_list.html", {"studies": studies})


@author_only
@require_http_methods(["GET", "HEAD", "POST"])
def author_study(request: HttpRequest, registry_id: str) -> HttpResponse:
    """Show a study's versions; begin one from the protocol or from a file."""
    study = get_object_or_404(Study, registry_id=registry_id)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        document = form.cleaned_data["file"]
        if document is None:
            document = with_questions_of(study, form.report.items)
        version = actions.draft_selfcheck(
            study=study,
            definition={**document, "study": study.registry_id},
            now=timezone.now(),
            by=by(request),
        )
        for note in form.report.notes:
            messages.info(request, f"{note.level}: {note.code} ({note.where})")
        return open_draft(version)
    context = {"study": study, "versions": study.selfchecks.all(), "form": form}
    return render(request, "trials/authoring/author_study.html", context)


def pattern() -> dict[str, Any]:
    """Return the document whose general words a new one begins with."""
    return load((DATA / "nct07233642.selfcheck.json").read_bytes())


def with_questions_of(study: Study, items: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a new document with a foreign form's questions after our first."""
    document = edit.from_criteria(pattern(), study.registry_id, protocol_lines(study))
    document["items"] += items
    return document


@author_only
@require_POST
def author_begin(request: HttpRequest, registry_id: str) -> HttpResponse:
    """Begin a draft: from the protocol's lines, or as a copy of a version."""
    study = get_object_or_404(Study, registry_id=registry_id)
    now = timezone.now()
    number = request.POST.get("copy", "")
    if number:
        version = version_of(registry_id, number)
        return open_draft(
            actions.copy_version(version=version, now=now, by=by(request))
        )
    lines = protocol_lines(study)
    if not lines:
        messages.error(request, _("The record's criteria could not be divided."))
        return redirect("authoring:author_study", registry_id)
    document = edit.from_criteria(pattern(), registry_id, lines)
    version = actions.draft_selfcheck(
        study=study, definition=document, now=now, by=by(request)
    )
    return open_draft(version)


@author_only
@require_safe
def author_draft(request: HttpRequest, registry_id: str, number: str) -> HttpResponse:
    """Show a version whole."""
    version = version_of(registry_id, number)
    context = {
        **draft_context(version),
        "review": ReviewForm(),
        "new_question": NewQuestionForm(
            document=version.definition, library=question_library(version)
        ),
    }
    return render(request, "trials/authoring/author_draft.html", context)


@author_only
@require_POST
def author_publish(request: HttpRequest, registry_id: str, number: str) -> HttpResponse:
    """Publish a reviewed draft, bring an older version back, or put one away."""
    version = version_of(registry_id, number)
    now, author = timezone.now(), by(request)
    wish = request.POST.get("wish", "")
    if wish == "retire":
        actions.retire_selfcheck(version=version, now=now, by=author)
        return redirect("authoring:author_study", registry_id)
    form = ReviewForm(request.POST)
    try:
        if wish == "roll_back" and version.state == VersionState.RETIRED:
            version = actions.roll_back(version=version, now=now, by=author)
        elif version.state == VersionState.DRAFT and form.is_valid():
            review = actions.Review(**form.cleaned_data)
            actions.publish_selfcheck(
                version=version, review=review, now=now, by=author
            )
        else:
            messages.error(request, _("Fill in the whole review first."))
    except actions.NotReadyError:
        messages.error(request, _("It is not ready yet: see below what is missing."))
    return open_draft(version)


@author_only
@require_safe
def author_export(request: HttpRequest, registry_id: str, number: str) -> HttpResponse:
    """Give a version as a FHIR questionnaire."""
    version = version_of(registry_id, number)
    response = JsonResponse(
        export_questionnaire(version.definition),
        json_dumps_params={"ensure_ascii": False, "indent": 1},
        content_type="application/fhir+json",
    )
    name = f"{registry_id}-selfcheck-{number}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
