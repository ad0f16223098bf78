"""One part of a draft at a time: a criterion, a question, the words, a trial run."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from trials.actions import selfchecks as actions
from trials.forms.authoring import CriterionForm, QuestionForm
from trials.forms.drafts import NewQuestionForm, ReviewForm
from trials.forms.selfchecks import questions as shown_questions
from trials.forms.selfchecks import sent_answers
from trials.models import VersionState
from trials.pages.authoring import (
    EXAMPLE_DAY,
    draft_context,
    question_library,
    sent_words,
    tried,
    word_rows,
)
from trials.selfcheck import edit, edit_questions
from trials.selfcheck.walk import pages
from trials.selfcheck.wording import Speaker
from trials.views.authoring import author_only, by, draft_of, open_draft, version_of


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
        document = edit_questions.with_question(document, link, **form.values())
        step = {"up": -1, "down": 1}.get(request.POST.get("move", ""), 0)
        document = edit_questions.moved(document, link, step) if step else document
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
def author_add(request: HttpRequest, registry_id: str, number: str) -> HttpResponse:
    """Add a question to a draft: written anew, or from another self-check."""
    version = draft_of(registry_id, number)
    form = NewQuestionForm(
        request.POST,
        document=version.definition,
        library=question_library(version),
    )
    if not form.is_valid():
        context = {**draft_context(version), "review": ReviewForm()}
        context["new_question"] = form
        return render(
            request, "trials/authoring/author_draft.html", context, status=422
        )
    document = edit_questions.with_new_question(
        version.definition, form.question(), form.cleaned_data["group"]
    )
    actions.change_draft(version=version, definition=document, by=by(request))
    return open_draft(version)


@author_only
@require_POST
def author_remove(
    request: HttpRequest, registry_id: str, number: str, link: str
) -> HttpResponse:
    """Take a question out of a draft; the page names the rules that still ask it."""
    version = draft_of(registry_id, number)
    document = edit_questions.without_question(version.definition, link)
    actions.change_draft(version=version, definition=document, by=by(request))
    return open_draft(version)
