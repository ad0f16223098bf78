"""One question, or a group of them, is edited, and moved among the others."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from trials.authoring.forms.groups import GroupForm
from trials.authoring.forms.questions import QuestionForm
from trials.authoring.forms.words import WordsForm
from trials.authoring.text_names import said
from trials.authoring.views.access import author_only, draft_of, open_draft
from trials.authoring.views.saving import both_valid, save_draft, status_of
from trials.models import SelfCheckVersion
from trials.selfcheck.answers import QUESTIONS, flatten
from trials.selfcheck.editing import places, questions
from trials.selfcheck.editing.text_rows import question_rows

Document = dict[str, Any]


@author_only
@require_http_methods(["GET", "HEAD", "POST"])
def author_question(
    request: HttpRequest, registry_id: str, number: str, link: str
) -> HttpResponse:
    """Edit one question: its words, answers, limits, conditions and place."""
    version = draft_of(registry_id, number)
    asked = item_of(version, link, is_question=True)
    words = item_words(request, version, asked)
    form = QuestionForm(request.POST or None, document=version.definition, item=asked)
    if request.method == "POST" and both_valid(words, form):
        document, stale = changed_item(version, words, form)
        document = placed_anew(document, link, form.cleaned_data)
        document = stepped(request, document, link)
        if save_draft(request, version, document, stale):
            warn_of_conditions(request, document)
            return open_draft(version)
    page = "trials/authoring/author_question.html"
    return show_item(request, page, version, form, words)


@author_only
@require_http_methods(["GET", "HEAD", "POST"])
def author_group(
    request: HttpRequest, registry_id: str, number: str, link: str
) -> HttpResponse:
    """Edit a group of questions, or a text between them."""
    version = draft_of(registry_id, number)
    item = item_of(version, link, is_question=False)
    words = item_words(request, version, item)
    form = GroupForm(request.POST or None, document=version.definition, item=item)
    if request.method == "POST" and both_valid(words, form):
        document, stale = changed_item(version, words, form)
        document = stepped(request, document, link)
        if save_draft(request, version, document, stale):
            return open_draft(version)
    page = "trials/authoring/author_group.html"
    return show_item(request, page, version, form, words)


def item_of(version: SelfCheckVersion, link: str, *, is_question: bool) -> Document:
    """Return a question, or a group or display, or 404."""
    for placed in flatten(version.definition["items"]):
        is_one = placed.item["type"] in QUESTIONS
        if placed.item["linkId"] == link and is_one == is_question:
            return placed.item
    raise Http404


def item_words(request: HttpRequest, version: SelfCheckVersion, item: Any) -> WordsForm:
    """Return the texts of a question or group; a group's questions are not part."""
    own = {key: value for key, value in item.items() if key != "item"}
    rows = question_rows(item)
    return WordsForm(request.POST or None, version=version, part=own, rows=rows)


def changed_item(
    version: SelfCheckVersion, words: WordsForm, form: GroupForm
) -> tuple[Document, list[str]]:
    """Return the document with words and settings, and which translations age."""
    document, stale = words.applied(version.definition)
    link = form.item["linkId"]
    return questions.with_question(document, link, **form.values()), stale


def show_item(
    request: HttpRequest,
    page: str,
    version: SelfCheckVersion,
    form: GroupForm,
    words: WordsForm,
) -> HttpResponse:
    """Show a question's or a group's page, with what was typed."""
    context = {"version": version, "item": form.item, "form": form, "words": words}
    context["name"] = said(form.item["text"])
    return render(request, page, context, status=status_of(request, words))


def placed_anew(document: Document, link: str, data: dict[str, Any]) -> Document:
    """Put a question into another group, or into a new one."""
    if data["new_group"]:
        return places.with_new_group(document, data["new_group"], link)
    if data["group"] != places.home_of(document, link):
        return places.with_place(document, link, data["group"])
    return document


def stepped(request: HttpRequest, document: Document, link: str) -> Document:
    """Move an item one place up or down where that was wished."""
    step = {"up": -1, "down": 1}.get(request.POST.get("move", ""), 0)
    return places.moved(document, link, step) if step else document


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
