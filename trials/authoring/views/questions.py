"""Questions that come into a draft, and such that go."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trials.authoring.forms.new_questions import NewQuestionForm
from trials.authoring.sources import question_library
from trials.authoring.views.access import author_only, draft_of, open_draft
from trials.authoring.views.drafts import draft_page
from trials.authoring.views.saving import save_draft
from trials.selfcheck.editing import drafts
from trials.selfcheck.editing.new_questions import with_new_question
from trials.selfcheck.editing.places import without_question


@author_only
@require_POST
def author_add(request: HttpRequest, registry_id: str, number: str) -> HttpResponse:
    """Add a question to a draft: written anew, or from another self-check."""
    version = draft_of(registry_id, number)
    document, library = version.definition, question_library(version)
    form = NewQuestionForm(request.POST, document=document, library=library)
    if not form.is_valid():
        page = draft_page(version, new_question=form)
        return render(request, "trials/authoring/author_draft.html", page, status=422)
    group = form.cleaned_data["group"]
    save_draft(request, version, with_new_question(document, form.question(), group))
    return open_draft(version)


@author_only
@require_POST
def author_remove(
    request: HttpRequest, registry_id: str, number: str, link: str
) -> HttpResponse:
    """Take a question out of a draft; the page names the rules that still ask it."""
    version = draft_of(registry_id, number)
    document = without_question(version.definition, link)
    if drafts.questions(document):
        save_draft(request, version, document)
    else:
        messages.error(request, _("The last question stays."))
    return open_draft(version)
