"""The protocol's lines: begun from, pasted, divided, added, taken out."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from trials.actions import selfchecks as actions
from trials.authoring.forms.lines import LineForm, PasteForm, SplitForm
from trials.authoring.pages import protocol_lines
from trials.authoring.views.authoring import (
    author_only,
    by,
    draft_of,
    draft_page,
    open_draft,
    pattern,
    save,
    version_of,
)
from trials.models import Study
from trials.selfcheck.editing import drafts
from trials.selfcheck.editing.lines import (
    LineError,
    from_criteria,
    with_line,
    without_line,
)


@author_only
@require_POST
def author_begin(request: HttpRequest, registry_id: str) -> HttpResponse:
    """Begin a draft: from the record's lines, or as a copy of a version."""
    study = get_object_or_404(Study, registry_id=registry_id)
    now = timezone.now()
    number = request.POST.get("copy", "")
    if number:
        version = version_of(registry_id, number)
        copied = actions.copy_version(version=version, now=now, by=by(request))
        return open_draft(copied)
    lines = protocol_lines(study)
    if not lines:
        message = _("The record's criteria could not be divided. Paste them as text.")
        messages.error(request, message)
        return redirect("authoring:author_paste", registry_id)
    document = from_criteria(pattern(), registry_id, lines)
    version = actions.draft_selfcheck(
        study=study, definition=document, now=now, by=by(request)
    )
    return open_draft(version)


@author_only
@require_http_methods(["GET", "HEAD", "POST"])
def author_paste(request: HttpRequest, registry_id: str) -> HttpResponse:
    """Begin a draft from criteria that somebody pastes."""
    study = get_object_or_404(Study, registry_id=registry_id)
    form = PasteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        lines = form.cleaned_data["criteria"]
        version = actions.draft_selfcheck(
            study=study,
            definition=from_criteria(pattern(), registry_id, lines),
            now=timezone.now(),
            by=by(request),
        )
        return open_draft(version)
    context = {"study": study, "form": form}
    return render(request, "trials/authoring/author_paste.html", context)


@author_only
@require_http_methods(["GET", "HEAD", "POST"])
def author_split(
    request: HttpRequest, registry_id: str, number: str, name: str
) -> HttpResponse:
    """Divide a line in which two things stand."""
    version = draft_of(registry_id, number)
    one = drafts.criterion(version.definition, name)
    if one is None:
        raise Http404
    form = SplitForm(request.POST or None, document=version.definition, criterion=one)
    is_divided = request.method == "POST" and form.is_valid()
    if is_divided and save(request, version, form.divided):
        return open_draft(version)
    context = {"version": version, "criterion": one, "form": form}
    return render(request, "trials/authoring/author_split.html", context)


@author_only
@require_POST
def author_line(request: HttpRequest, registry_id: str, number: str) -> HttpResponse:
    """Add a line that the record does not have."""
    version = draft_of(registry_id, number)
    form = LineForm(request.POST)
    if not form.is_valid():
        page = draft_page(version, new_line=form)
        return render(request, "trials/authoring/author_draft.html", page, status=422)
    try:
        save(request, version, with_line(version.definition, **form.cleaned_data))
    except LineError:
        messages.error(request, _("There is no number left for another line."))
    return open_draft(version)


@author_only
@require_POST
def author_unline(
    request: HttpRequest, registry_id: str, number: str, name: str
) -> HttpResponse:
    """Take a line out."""
    version = draft_of(registry_id, number)
    try:
        save(request, version, without_line(version.definition, name))
    except LineError:
        messages.error(request, _("The last line stays."))
    return open_draft(version)
