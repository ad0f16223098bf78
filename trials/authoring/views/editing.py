"""One part of a draft at a time: a line, a question, a group, the general words."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from trials.authoring.forms.authoring import CriterionForm
from trials.authoring.forms.questions import GroupForm, QuestionForm
from trials.authoring.forms.rulewords import rule_words
from trials.authoring.forms.words import WordsForm, said
from trials.authoring.views.authoring import (
    author_only,
    draft_of,
    open_draft,
    save,
)
from trials.models import SelfCheckVersion
from trials.selfcheck.answers import QUESTIONS, flatten
from trials.selfcheck.editing import drafts, questions
from trials.selfcheck.editing.reasons import with_reasons
from trials.selfcheck.editing.texts import question_rows, text_rows

Document = dict[str, Any]
GENERAL = ("texts", "outcomes", "notices")


@author_only
@require_http_methods(["GET", "HEAD", "POST"])
def author_criterion(
    request: HttpRequest, registry_id: str, number: str, name: str
) -> HttpResponse:
    """Edit one line of the protocol: who finds out, the table, the words."""
    version = draft_of(registry_id, number)
    one = drafts.criterion(version.definition, name)
    if one is None:
        raise Http404
    data = request.POST or None
    rows = list(text_rows(one, f"criteria/{name}"))
    words = WordsForm(data, version=version, part=one, rows=rows)
    form = CriterionForm(data, document=version.definition, criterion=one)
    is_sent = request.method == "POST" and "reload" not in request.POST
    if is_sent and both_valid(words, form):
        document, stale = words.applied(version.definition)
        document = drafts.with_criterion(document, name, **form.values())
        document = with_reasons(document, name, **form.reasons_wanted())
        if save(request, version, document, stale):
            return open_draft(version)
    context = {"version": version, "criterion": one, "form": form, "words": words}
    context["is_checked"] = is_sent
    context["rule_words"] = rule_words(version.definition, one.get("rule"))
    context["applies_words"] = rule_words(version.definition, one.get("appliesWhen"))
    return render(
        request,
        "trials/authoring/author_criterion.html",
        context,
        status=status_of(request, words),
    )


def both_valid(words: WordsForm, form: Any) -> bool:
    """Whether words and settings are valid; both are looked at, to show all errors."""
    return all([words.is_valid(), form.is_valid()])


def status_of(request: HttpRequest, words: WordsForm) -> int:
    """Return how a page is answered that was not saved."""
    if request.method != "POST" or "reload" in request.POST:
        return 200
    return 409 if words.is_conflict else 422


def item_of(version: SelfCheckVersion, link: str, *, is_question: bool) -> Document:
    """Return a question, or a group or display, or 404."""
    for placed in flatten(version.definition["items"]):
        is_one = placed.item["type"] in QUESTIONS
        if placed.item["linkId"] == link and is_one == is_question:
            return placed.item
    raise Http404


@author_only
@require_http_methods(["GET", "HEAD", "POST"])
def author_question(
    request: HttpRequest, registry_id: str, number: str, link: str
) -> HttpResponse:
    """Edit one question: its words, answers, limits, conditions and place."""
    version = draft_of(registry_id, number)
    asked = item_of(version, link, is_question=True)
    words = words_of(request, version, asked)
    form = QuestionForm(request.POST or None, document=version.definition, item=asked)
    if request.method == "POST" and both_valid(words, form):
        document, stale = words.applied(version.definition)
        document = questions.with_question(document, link, **form.values())
        document = placed_anew(document, link, form.cleaned_data)
        document = stepped(request, document, link)
        if save(request, version, document, stale):
            warn_of_conditions(request, document)
            return open_draft(version)
    context = {"version": version, "item": asked, "form": form, "words": words}
    context["name"] = said(asked["text"])
    return render(
        request,
        "trials/authoring/author_question.html",
        context,
        status=status_of(request, words),
    )


@author_only
@require_http_methods(["GET", "HEAD", "POST"])
def author_group(
    request: HttpRequest, registry_id: str, number: str, link: str
) -> HttpResponse:
    """Edit a group of questions, or a text between them."""
    version = draft_of(registry_id, number)
    item = item_of(version, link, is_question=False)
    words = words_of(request, version, item)
    form = GroupForm(request.POST or None, document=version.definition, item=item)
    if request.method == "POST" and both_valid(words, form):
        document, stale = words.applied(version.definition)
        document = questions.with_question(document, link, **form.values())
        document = stepped(request, document, link)
        if save(request, version, document, stale):
            return open_draft(version)
    context = {"version": version, "item": item, "form": form, "words": words}
    context["name"] = said(item["text"])
    return render(
        request,
        "trials/authoring/author_group.html",
        context,
        status=status_of(request, words),
    )


def words_of(request: HttpRequest, version: SelfCheckVersion, item: Any) -> WordsForm:
    """Return the texts of a question or group; a group's questions are not part."""
    own = {key: value for key, value in item.items() if key != "item"}
    rows = question_rows(item)
    return WordsForm(request.POST or None, version=version, part=own, rows=rows)


def placed_anew(document: Document, link: str, data: dict[str, Any]) -> Document:
    """Put a question into another group, or into a new one."""
    if data["new_group"]:
        return questions.with_new_group(document, data["new_group"], link)
    if data["group"] != questions.group_of(document, link):
        return questions.with_place(document, link, data["group"])
    return document


def stepped(request: HttpRequest, document: Document, link: str) -> Document:
    """Move an item one place up or down where that was wished."""
    step = {"up": -1, "down": 1}.get(request.POST.get("move", ""), 0)
    return questions.moved(document, link, step) if step else document


def warn_of_conditions(request: HttpRequest, document: Document) -> None:
    """Say which conditions look at a question that comes later now."""
    for name in late_conditions(document):
        message = _("“%(name)s” depends on a question that comes later now.")
        messages.warning(request, message % {"name": name})


def late_conditions(document: Document) -> Iterator[str]:
    """Yield the items whose condition looks ahead."""
    seen: set[str] = set()
    for placed in flatten(document["items"]):
        asked = {one["question"] for one in placed.item.get("enableWhen", [])}
        if asked - seen:
            yield said(placed.item["text"])
        seen.add(placed.item["linkId"])


@author_only
@require_http_methods(["GET", "HEAD", "POST"])
def author_words(request: HttpRequest, registry_id: str, number: str) -> HttpResponse:
    """Edit the general words and the outcomes, languages side by side."""
    version = draft_of(registry_id, number)
    parts = {name: version.definition.get(name, []) for name in GENERAL}
    rows = [row for name, part in parts.items() for row in text_rows(part, name)]
    words = WordsForm(request.POST or None, version=version, part=parts, rows=rows)
    if request.method == "POST" and words.is_valid():
        document, stale = words.applied(version.definition)
        if save(request, version, document, stale):
            return open_draft(version)
    return render(
        request,
        "trials/authoring/author_words.html",
        {"version": version, "words": words},
        status=status_of(request, words),
    )
