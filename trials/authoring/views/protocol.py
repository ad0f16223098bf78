"""The protocol's lines: divided, added, taken out."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from trials.authoring.forms.lines import LineForm, SplitForm
from trials.authoring.views.access import author_only, draft_of, open_draft
from trials.authoring.views.criteria import criterion_of
from trials.authoring.views.drafts import draft_page
from trials.authoring.views.saving import save_draft
from trials.selfcheck.editing.lines import LineError, with_line, without_line


@author_only
@require_http_methods(["GET", "HEAD", "POST"])
def author_split(
    request: HttpRequest, registry_id: str, number: str, name: str
) -> HttpResponse:
    """Divide a line in which two things stand."""
    version = draft_of(registry_id, number)
    one = criterion_of(version, name)
    form = SplitForm(request.POST or None, document=version.definition, criterion=one)
    is_divided = request.method == "POST" and form.is_valid()
    if is_divided and save_draft(request, version, form.divided):
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
        save_draft(request, version, with_line(version.definition, **form.cleaned_data))
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
        save_draft(request, version, without_line(version.definition, name))
    except LineError:
        messages.error(request, _("The last line stays."))
    return open_draft(version)
