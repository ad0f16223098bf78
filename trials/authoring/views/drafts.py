"""A version's page, what is written into a file, and notes that were looked at."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from trials.authoring.actions.changing import settle_note
from trials.authoring.draft_pages import draft_context
from trials.authoring.forms.languages import LanguagesForm
from trials.authoring.forms.lines import LineForm
from trials.authoring.forms.new_questions import NewQuestionForm
from trials.authoring.forms.review import ReviewForm
from trials.authoring.sources import question_library
from trials.authoring.views.access import (
    author_only,
    draft_of,
    open_draft,
    version_of,
)
from trials.models import SelfCheckVersion, TextState
from trials.selfcheck.fhir.export import export_questionnaire
from trials.texts.views.access import account_of

# What FHIR calls a version's state.
FHIR_STATUS = {
    TextState.DRAFT: "draft",
    TextState.IN_REVIEW: "draft",
    TextState.APPROVED: "draft",
    TextState.PUBLISHED: "active",
    TextState.WITHDRAWN: "retired",
}


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
        "languages": LanguagesForm(document=version.definition),
        "new_question": NewQuestionForm(
            document=version.definition, library=question_library(version)
        ),
        **forms,
    }


def review_form(version: SelfCheckVersion, data: Any = None) -> ReviewForm:
    languages = version.definition["languages"]
    return ReviewForm(
        data,
        languages=languages,
        revision=version.sha256,
        initial=decided_values(version),
    )


def decided_values(version: SelfCheckVersion) -> dict[str, Any]:
    """Return what the committee's decision said about exactly these words."""
    said = version.ethics_reference
    ethics = {f"ethics-{one}": said for one in version.definition["languages"]}
    return {**ethics, "valid_until": version.valid_until}


@author_only
@require_POST
def author_settle(
    request: HttpRequest, registry_id: str, number: str, place: int
) -> HttpResponse:
    """Say that one note of an import has been looked at."""
    version = draft_of(registry_id, number)
    settle_note(version=version, place=place, by=account_of(request))
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
