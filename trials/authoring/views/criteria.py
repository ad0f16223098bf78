"""One line of the protocol is edited."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from trials.authoring.forms.criteria import CriterionForm
from trials.authoring.forms.words import WordsForm
from trials.authoring.rules.wording import rule_words
from trials.authoring.views.access import author_only, draft_of, open_draft
from trials.authoring.views.saving import both_valid, save_draft, status_of
from trials.models import SelfCheckVersion
from trials.selfcheck.editing import drafts
from trials.selfcheck.editing.reasons import with_reasons
from trials.selfcheck.editing.text_rows import text_rows

Document = dict[str, Any]


@author_only
@require_http_methods(["GET", "HEAD", "POST"])
def author_criterion(
    request: HttpRequest, registry_id: str, number: str, name: str
) -> HttpResponse:
    """Edit one line of the protocol: who finds out, the table, the words."""
    version = draft_of(registry_id, number)
    one = criterion_of(version, name)
    data = request.POST or None
    rows = list(text_rows(one, f"criteria/{name}"))
    words = WordsForm(data, version=version, part=one, rows=rows)
    form = CriterionForm(data, document=version.definition, criterion=one)
    is_sent = request.method == "POST" and "reload" not in request.POST
    if is_sent and both_valid(words, form):
        document, stale = words.applied(version.definition)
        document = drafts.with_criterion(document, name, **form.values())
        document = with_reasons(document, name, **form.reasons_wanted())
        if save_draft(request, version, document, stale):
            return open_draft(version)
    context = {"version": version, "criterion": one, "form": form, "words": words}
    context |= {"is_checked": is_sent, **rules_in_words(version.definition, one)}
    page = "trials/authoring/author_criterion.html"
    return render(request, page, context, status=status_of(request, words))


def criterion_of(version: SelfCheckVersion, name: str) -> Document:
    one = drafts.criterion(version.definition, name)
    if one is None:
        raise Http404
    return one


def rules_in_words(document: Document, one: Document) -> dict[str, str]:
    """Return what a line's rules say, also those that no table can show."""
    return {
        "rule_words": rule_words(document, one.get("rule")),
        "applies_words": rule_words(document, one.get("appliesWhen")),
    }
