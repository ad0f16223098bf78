"""Trying a version, and the worked examples that are kept of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from trials.authoring.actions.examples import (
    accept_example,
    drop_example,
    keep_example,
)
from trials.authoring.forms.examples import ExampleForm
from trials.authoring.trial_runs import tried
from trials.authoring.views.access import (
    author_only,
    draft_of,
    open_draft,
    version_of,
)
from trials.models import SelfCheckCase, SelfCheckVersion, TextState
from trials.selfcheck.asking.sent import sent_answers
from trials.selfcheck.asking.shown import Question, show_questions
from trials.selfcheck.asking.walk import pages
from trials.selfcheck.asking.wording import Speaker
from trials.selfcheck.evaluate import Result


@author_only
@require_http_methods(["GET", "HEAD", "POST"])
def author_try(request: HttpRequest, registry_id: str, number: str) -> HttpResponse:
    """Try answers and see every criterion's state; keep them as an example."""
    version = version_of(registry_id, number)
    example = chosen_example(request, version)
    answers = sent(request, version) if request.method == "POST" else {}
    if request.method != "POST" and example:
        answers = example.answers
    context = tried(version, answers)
    form = example_form(request, version, example, context["result"])
    if form.is_bound and form.is_valid():
        keep_example(version=version, answers=answers, **form.kept(example))
        return open_draft(version)
    context |= {"version": version, "questions": asked_whole(version, answers)}
    context |= {"form": form, "example": example, "examples": version.cases.all()}
    return render(request, "trials/authoring/author_try.html", context)


def example_form(
    request: HttpRequest,
    version: SelfCheckVersion,
    example: SelfCheckCase | None,
    result: Result,
) -> ExampleForm:
    """Return the form that keeps an example, bound only where that is wished.

    "Evaluate" keeps nothing, not even the example that was loaded.
    """
    wants_to_keep = "keep" in request.POST and version.state == TextState.DRAFT
    return ExampleForm(
        request.POST if wants_to_keep else None,
        definition=version.definition,
        result=result,
        initial={**stored(example), **typed(request)},
    )


def asked_whole(version: SelfCheckVersion, answers: dict[str, Any]) -> list[Question]:
    """Return all questions of all pages at once."""
    speak = Speaker(version.definition, answers, get_language())
    return [
        question
        for page in pages(version.definition)
        for question in show_questions(page, answers, speak, {})
    ]


def chosen_example(
    request: HttpRequest, version: SelfCheckVersion
) -> SelfCheckCase | None:
    """Return the example that is loaded into the trial, if any."""
    wanted = request.POST.get("example") or request.GET.get("example") or ""
    found = version.cases.filter(pk=int(wanted)) if wanted.isdecimal() else None
    return found.first() if found is not None else None


def typed(request: HttpRequest) -> dict[str, str]:
    """Return what was typed about an example while only evaluating."""
    sent = request.POST
    return {name: sent[name][:200] for name in ("title", "outcome") if name in sent}


def stored(example: SelfCheckCase | None) -> dict[str, Any]:
    """Return an example's name and outcome, to begin with."""
    if example is None:
        return {}
    return {"title": example.title, "outcome": example.expected.get("outcome")}


def sent(request: HttpRequest, version: SelfCheckVersion) -> dict[str, Any]:
    """Return the answers of all pages that were sent at once."""
    answers: dict[str, Any] = {}
    for page in pages(version.definition):
        answers |= sent_answers(page, request.POST)
    return answers


@author_only
@require_POST
def author_example(
    request: HttpRequest, registry_id: str, number: str, key: int
) -> HttpResponse:
    """Take a worked example out, or expect what it comes to now."""
    version = draft_of(registry_id, number)
    example = get_object_or_404(version.cases, pk=key)
    if request.POST.get("wish") == "drop":
        drop_example(example=example)
    elif request.POST.get("wish") == "accept":
        accept_example(example=example)
    return open_draft(version)
