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
from trials.forms.authoring import CriterionForm, ImportForm, QuestionForm, ReviewForm
from trials.forms.selfchecks import questions as shown_questions
from trials.forms.selfchecks import sent_answers
from trials.models import SelfCheckVersion, Study, VersionState
from trials.pages.authoring import (
    EXAMPLE_DAY,
    draft_context,
    protocol_lines,
    sent_words,
    tried,
    word_rows,
)
from trials.selfcheck import edit
from trials.selfcheck.document import DATA, load
from trials.selfcheck.fhir import export_questionnaire
from trials.selfcheck.walk import pages
from trials.selfcheck.wording import Speaker

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
    return redirect("trials:author_draft", version.study.registry_id, version.number)


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
        return redirect("trials:author_study", registry_id)
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
    context = {**draft_context(version), "review": ReviewForm()}
    return render(request, "trials/authoring/author_draft.html", context)


@author_only
@require_http_methods(["GET", "HEAD", "POST"])
def author_criterion(
    request: HttpRequest, registry_id: str, number: str, name: str
) -> HttpResponse:
    """Edit one line of the protocol: who finds out, the table, the words."""
    version = draft_of(registry_id, number)
    one = edit.criterion(version.definition, name)
    if one is None:
        raise Http404
    index = version.definition["criteria"].index(one)
    rows = word_rows(version, one, f"criteria.{index}")
    form = CriterionForm(
        request.POST or None, document=version.definition, criterion=one
    )
    if request.method == "POST" and "reload" not in request.POST and form.is_valid():
        document, stale = edit.with_texts(
            version.definition, sent_words(request.POST, rows), version.outdated
        )
        document = edit.with_criterion(document, name, **form.values())
        actions.change_draft(
            version=version, definition=document, by=by(request), outdated=stale
        )
        return open_draft(version)
    context = {"version": version, "criterion": one, "form": form, "rows": rows}
    return render(request, "trials/authoring/author_criterion.html", context)


@author_only
@require_http_methods(["GET", "HEAD", "POST"])
def author_question(
    request: HttpRequest, registry_id: str, number: str, link: str
) -> HttpResponse:
    """Edit one question: its words, its condition, its place."""
    version = draft_of(registry_id, number)
    asked = edit.question(version.definition, link)
    if asked is None:
        raise Http404
    rows = word_rows(version, asked, pointer_of(version.definition, link))
    form = QuestionForm(
        request.POST or None, document=version.definition, question=asked
    )
    if request.method == "POST" and form.is_valid():
        document, stale = edit.with_texts(
            version.definition, sent_words(request.POST, rows), version.outdated
        )
        document = edit.with_question(document, link, **form.values())
        step = {"up": -1, "down": 1}.get(request.POST.get("move", ""), 0)
        document = edit.moved(document, link, step) if step else document
        actions.change_draft(
            version=version, definition=document, by=by(request), outdated=stale
        )
        return open_draft(version)
    context = {"version": version, "question": asked, "form": form, "rows": rows}
    return render(request, "trials/authoring/author_question.html", context)


def pointer_of(document: dict[str, Any], link: str) -> str:
    """Return where a question stands, such as "items.0.item.1"."""

    def search(items: list[dict[str, Any]], pointer: str) -> str:
        for index, item in enumerate(items):
            here = f"{pointer}.{index}"
            if item["linkId"] == link:
                return here
            if found := search(item.get("item", []), f"{here}.item"):
                return found
        return ""

    return search(document["items"], "items")


@author_only
@require_http_methods(["GET", "HEAD", "POST"])
def author_words(request: HttpRequest, registry_id: str, number: str) -> HttpResponse:
    """Edit the general words and the outcomes, languages side by side."""
    version = draft_of(registry_id, number)
    rows = [
        row
        for part in ("texts", "outcomes", "notices")
        for row in word_rows(version, version.definition.get(part, []), part)
    ]
    if request.method == "POST":
        document, stale = edit.with_texts(
            version.definition, sent_words(request.POST, rows), version.outdated
        )
        actions.change_draft(
            version=version, definition=document, by=by(request), outdated=stale
        )
        return open_draft(version)
    context = {"version": version, "rows": rows}
    return render(request, "trials/authoring/author_words.html", context)


@author_only
@require_http_methods(["GET", "HEAD", "POST"])
def author_try(request: HttpRequest, registry_id: str, number: str) -> HttpResponse:
    """Try answers and see every criterion's state; keep them as an example."""
    version = version_of(registry_id, number)
    all_pages = pages(version.definition)
    answers: dict[str, Any] = {}
    if request.method == "POST":
        for page in all_pages:
            answers |= sent_answers(page, request.POST)
        title = request.POST.get("title", "").strip()[:200]
        if title and version.state == VersionState.DRAFT:
            actions.add_case(version=version, title=title, answers=answers)
            return open_draft(version)
    speak = Speaker(version.definition, answers, "en")
    asked = [q for page in all_pages for q in shown_questions(page, answers, speak, {})]
    context = {
        "version": version,
        "questions": asked,
        **tried(version, answers, EXAMPLE_DAY),
    }
    return render(request, "trials/authoring/author_try.html", context)


@author_only
@require_POST
def author_publish(request: HttpRequest, registry_id: str, number: str) -> HttpResponse:
    """Publish a reviewed draft, bring an older version back, or put one away."""
    version = version_of(registry_id, number)
    now, author = timezone.now(), by(request)
    wish = request.POST.get("wish", "")
    if wish == "retire":
        actions.retire_selfcheck(version=version, now=now, by=author)
        return redirect("trials:author_study", registry_id)
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
    except actions.NotReadyError as error:
        for problem in error.problems:
            messages.error(request, problem)
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
