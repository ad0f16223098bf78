"""A version is published as it was reviewed, put away, and brought back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trials.authoring.actions.publishing import (
    NotReadyError,
    Review,
    publish_selfcheck,
)
from trials.authoring.actions.restoring import retire_selfcheck, roll_back
from trials.authoring.findings import finding_words
from trials.authoring.views.access import (
    author_only,
    draft_of,
    open_draft,
    version_of,
)
from trials.authoring.views.drafts import draft_page, review_form
from trials.texts.views.access import account_of


@author_only
@require_POST
def author_publish(request: HttpRequest, registry_id: str, number: str) -> HttpResponse:
    """Publish a draft as it was reviewed."""
    version = draft_of(registry_id, number)
    form = review_form(version, request.POST)
    if form.is_valid():
        review, now = Review(**form.values()), timezone.now()
        try:
            publish_selfcheck(
                version=version, review=review, now=now, by=account_of(request)
            )
            return open_draft(version)
        except NotReadyError as error:
            is_own = error.problems[0].code == "own"
            usual = _("It is not ready yet: see below what is missing.")
            message = finding_words(error.problems[0]) if is_own else usual
            messages.error(request, message)
            version = version_of(registry_id, number)
    page = draft_page(version, review=form)
    return render(request, "trials/authoring/author_draft.html", page, status=422)


@author_only
@require_POST
def author_shelve(request: HttpRequest, registry_id: str, number: str) -> HttpResponse:
    """Put a published version away, or bring an approved one back."""
    version = version_of(registry_id, number)
    now, author = timezone.now(), account_of(request)
    if request.POST.get("wish") == "retire":
        if not retire_selfcheck(version=version, now=now, by=author):
            messages.error(request, _("Visitors do not see this version."))
        return redirect("authoring:author_study", registry_id)
    try:
        version = roll_back(version=version, now=now, by=author)
    except NotReadyError as error:
        for finding in error.problems:
            messages.error(request, finding_words(finding))
    return open_draft(version)
