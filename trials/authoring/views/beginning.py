"""A draft is begun: from the record's lines, from pasted ones, or as a copy."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.hospital.says import interface_languages
from trials.authoring.actions.drafting import copy_version, draft_selfcheck
from trials.authoring.forms.lines import PasteForm
from trials.authoring.sources import founding_document, protocol_lines
from trials.authoring.views.access import author_only, open_draft, version_of
from trials.models import SelfCheckVersion, Study
from trials.selfcheck.editing.new_lines import Line, from_criteria
from trials.texts.views.access import account_of


@author_only
@require_POST
def author_begin(request: HttpRequest, registry_id: str) -> HttpResponse:
    """Begin a draft: from the record's lines, or as a copy of a version."""
    study = get_object_or_404(Study, registry_id=registry_id)
    if number := request.POST.get("copy", ""):
        version, now = version_of(registry_id, number), timezone.now()
        return open_draft(
            copy_version(version=version, now=now, by=account_of(request))
        )
    lines = protocol_lines(study)
    if not lines:
        message = _("The record's criteria could not be divided. Paste them as text.")
        messages.error(request, message)
        return redirect("authoring:author_paste", registry_id)
    return open_draft(draft_of_lines(study, lines, account_of(request)))


@author_only
@require_http_methods(["GET", "HEAD", "POST"])
def author_paste(request: HttpRequest, registry_id: str) -> HttpResponse:
    """Begin a draft from criteria that somebody pastes."""
    study = get_object_or_404(Study, registry_id=registry_id)
    form = PasteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        lines = form.cleaned_data["criteria"]
        return open_draft(draft_of_lines(study, lines, account_of(request)))
    context = {"study": study, "form": form}
    return render(request, "trials/authoring/author_paste.html", context)


def draft_of_lines(study: Study, lines: list[Line], author: str) -> SelfCheckVersion:
    """Draft a self-check in which every line of the protocol is still undecided."""
    document = from_criteria(founding_document(), study.registry_id, lines)
    ours = dict(interface_languages())
    document["languages"] = [one for one in document["languages"] if one in ours]
    now = timezone.now()
    return draft_selfcheck(study=study, definition=document, now=now, by=author)
