"""The general words of a draft are edited, and its languages chosen."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from trials.authoring.forms.languages import LanguagesForm
from trials.authoring.forms.words import WordsForm
from trials.authoring.views.access import author_only, draft_of, open_draft
from trials.authoring.views.drafts import draft_page
from trials.authoring.views.saving import save_draft, status_of
from trials.selfcheck.editing.text_rows import text_rows

GENERAL = ("texts", "outcomes", "notices")


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
        if save_draft(request, version, document, stale):
            return open_draft(version)
    return render(
        request,
        "trials/authoring/author_words.html",
        {"version": version, "words": words},
        status=status_of(request, words),
    )


@author_only
@require_POST
def author_languages(
    request: HttpRequest, registry_id: str, number: str
) -> HttpResponse:
    """Choose in which languages a draft will be published."""
    version = draft_of(registry_id, number)
    form = LanguagesForm(request.POST, document=version.definition)
    if not form.is_valid():
        page = draft_page(version, languages=form)
        return render(request, "trials/authoring/author_draft.html", page, status=422)
    save_draft(request, version, form.applied())
    return open_draft(version)
