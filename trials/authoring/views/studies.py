"""Studies and the versions of their self-checks; a version from a file."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from trials.authoring.actions.drafting import draft_selfcheck
from trials.authoring.forms.importing import ImportForm
from trials.authoring.import_notes import note_words
from trials.authoring.sources import with_questions_of
from trials.authoring.views.access import author_only, open_draft
from trials.models import SelfCheckVersion, Study
from trials.texts.views.access import account_of


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
    form = ImportForm(
        request.POST or None, request.FILES or None, study=study.registry_id
    )
    if request.method == "POST" and form.is_valid():
        version = draft_from_file(study, form, account_of(request))
        for note in form.report.notes:
            messages.info(request, note_words(note.code, note.where))
        return open_draft(version)
    context = {"study": study, "versions": study.selfchecks.all(), "form": form}
    return render(request, "trials/authoring/author_study.html", context)


def draft_from_file(study: Study, form: ImportForm, author: str) -> SelfCheckVersion:
    """Draft what a file holds: our own document, or a foreign form's questions."""
    document = form.cleaned_data["file"]
    if document is None:
        document = with_questions_of(study, form.report.items)
    return draft_selfcheck(
        study=study,
        definition={**document, "study": study.registry_id},
        now=timezone.now(),
        by=author,
        notes=[
            {"code": note.code, "where": note.where}
            for note in form.report.notes
            if note.level == "error"
        ],
    )
