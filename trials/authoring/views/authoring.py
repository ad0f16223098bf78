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
from trials.authoring.forms.drafts import NewQuestionForm, ReviewForm
from trials.authoring.forms.importing import ImportForm
from trials.authoring.forms.lines import LineForm
from trials.authoring.import_notes import note_words
from trials.authoring.pages import (
    draft_context,
    examples_of,
    finding_words,
    protocol_lines,
    question_library,
)
from trials.demonstration import FOUNDING
from trials.models import SelfCheckVersion, Study, VersionState
from trials.selfcheck.document import DATA, load
from trials.selfcheck.editing.lines import from_criteria
from trials.selfcheck.fhir.export import export_questionnaire
from trials.selfcheck.fhir.joining import with_imported

View = Callable[..., HttpResponse]
MAY_WRITE = "trials.change_selfcheckversion"
# What FHIR calls a version's state.
FHIR_STATUS = {
    VersionState.DRAFT: "draft",
    VersionState.PUBLISHED: "active",
    VersionState.RETIRED: "retired",
}


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


def save(
    request: HttpRequest,
    version: SelfCheckVersion,
    document: dict[str, Any],
    outdated: list[str] | None = None,
) -> bool:
    """Keep a changed draft and run its examples; false where somebody was quicker."""
    saved = actions.change_draft(
        version=version, definition=document, by=by(request), outdated=outdated
    )
    if not saved:
        message = _("Somebody else changed this draft at the same moment. Try again.")
        messages.error(request, message)
        return False
    version.refresh_from_db()
    wrong = [one["example"].title for one in examples_of(version) if one["differences"]]
    if wrong:
        message = _("Saved. These examples come out otherwise now: %(titles)s")
        messages.warning(request, message % {"titles": "; ".join(wrong)})
    else:
        messages.success(request, _("Saved."))
    return True


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
        notes = form.report.notes
        version = actions.draft_selfcheck(
            study=study,
            definition={**document, "study": study.registry_id},
            now=timezone.now(),
            by=by(request),
            notes=[
                {"code": note.code, "where": note.where}
                for note in notes
                if note.level == "error"
            ],
        )
        for note in notes:
            messages.info(request, note_words(note.code, note.where))
        return open_draft(version)
    context = {"study": study, "versions": study.selfchecks.all(), "form": form}
    return render(request, "trials/authoring/author_study.html", context)


def pattern() -> dict[str, Any]:
    """Return the document whose general words a new one begins with."""
    return load((DATA / f"{FOUNDING.lower()}.selfcheck.json").read_bytes())


def with_questions_of(study: Study, items: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a new document with a foreign form's questions after our first."""
    lines = protocol_lines(study) or [("inclusion", 0, study.brief_title)]
    document = from_criteria(pattern(), study.registry_id, lines)
    document["items"] = with_imported(document["items"], items)
    return document


@author_only
@require_safe
def author_draft(request: HttpRequest, registry_id: str, number: str) -> HttpResponse:
    """Show a version whole."""
    version = version_of(registry_id, number)
    return render(request, "trials/authoring/author_draft.html", draft_page(version))


def draft_page(version: SelfCheckVersion, **forms: Any) -> dict[str, Any]:
    """Return a draft's page with its forms; one that had errors comes along."""
    return {
        **draft_context(version),
        "review": review_form(version),
        "new_line": LineForm(),
        "new_question": NewQuestionForm(
            document=version.definition, library=question_library(version)
        ),
        **forms,
    }


def review_form(version: SelfCheckVersion, data: Any = None) -> ReviewForm:
    """Return the form of a version's review."""
    languages = version.definition["languages"]
    return ReviewForm(data, languages=languages, revision=version.sha256)


@author_only
@require_POST
def author_publish(request: HttpRequest, registry_id: str, number: str) -> HttpResponse:
    """Publish a draft as it was reviewed."""
    version = draft_of(registry_id, number)
    form = review_form(version, request.POST)
    if form.is_valid():
        try:
            actions.publish_selfcheck(
                version=version,
                review=actions.Review(**form.values()),
                now=timezone.now(),
                by=by(request),
            )
            return open_draft(version)
        except actions.NotReadyError:
            message = _("It is not ready yet: see below what is missing.")
            messages.error(request, message)
            version = version_of(registry_id, number)
    page = draft_page(version, review=form)
    return render(request, "trials/authoring/author_draft.html", page, status=422)


@author_only
@require_POST
def author_settle(
    request: HttpRequest, registry_id: str, number: str, place: int
) -> HttpResponse:
    """Say that one note of an import has been looked at."""
    version = draft_of(registry_id, number)
    actions.settle_note(version=version, place=place, by=by(request))
    return open_draft(version)


@author_only
@require_POST
def author_shelve(request: HttpRequest, registry_id: str, number: str) -> HttpResponse:
    """Put a published version away, or bring an approved one back."""
    version = version_of(registry_id, number)
    now, author = timezone.now(), by(request)
    if request.POST.get("wish") == "retire":
        if not actions.retire_selfcheck(version=version, now=now, by=author):
            messages.error(request, _("Visitors do not see this version."))
        return redirect("authoring:author_study", registry_id)
    try:
        version = actions.roll_back(version=version, now=now, by=author)
    except actions.NotReadyError as error:
        for finding in error.problems:
            messages.error(request, finding_words(finding))
    return open_draft(version)


@author_only
@require_safe
def author_export(request: HttpRequest, registry_id: str, number: str) -> HttpResponse:
    """Give a version as a FHIR questionnaire."""
    version = version_of(registry_id, number)
    response = JsonResponse(
        export_questionnaire(version.definition, FHIR_STATUS[version.state]),
        json_dumps_params={"ensure_ascii": False, "indent": 1},
        content_type="application/fhir+json",
    )
    name = f"{registry_id}-selfcheck-{number}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
