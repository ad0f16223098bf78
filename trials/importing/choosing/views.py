"""Staff bring studies from the registry, show them and hide them, many at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from trials.importing.actions.own_fields import keep_own_fields
from trials.importing.actions.publishing import show_or_hide
from trials.importing.choosing.forms import ChosenForm, ManyStudiesForm
from trials.importing.choosing.found import MOST, find_in_registry, import_chosen
from trials.importing.choosing.listed import STATES, studies_here
from trials.importing.choosing.own_form import OwnFieldsForm
from trials.models import Study
from trials.registry.errors import RegistryError
from trials.texts.views.access import account_of, page_of_right

MAY_CHANGE = "trials.change_study"
DESK = "studies:study_desk"
LONGEST_SEARCH = 200


@page_of_right(MAY_CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def study_desk(request: HttpRequest) -> HttpResponse:
    """List the studies; show or hide those with a tick."""
    text = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    state = request.GET.get("state", "")
    studies = studies_here(text, state, timezone.localdate())
    listed = [one.registry_id for one in studies]
    form = ManyStudiesForm(posted(request), listed=listed)
    if request.method == "POST" and form.is_valid():
        change_many_studies(request, **form.cleaned_data)
        return redirect(request.get_full_path())
    asked = {"text": text, "state": state, "states": STATES}
    context = {"studies": studies, "form": form, **asked}
    status = 422 if form.is_bound else 200
    return render(request, "trials/importing/study_desk.html", context, status=status)


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, also where nothing was ticked."""
    return request.POST if request.method == "POST" else None


def change_many_studies(
    request: HttpRequest, *, deed: str, chosen: list[str], every: bool
) -> None:
    """Show or hide, and say how many it were."""
    rows, is_shown = Study.objects.filter(registry_id__in=chosen), deed == "show"
    by = account_of(request)
    many = show_or_hide(studies=rows, is_shown=is_shown, now=timezone.now(), by=by)
    shown = ngettext("%d trial is shown now.", "%d trials are shown now.", many)
    hidden = ngettext("%d trial is hidden now.", "%d trials are hidden now.", many)
    messages.success(request, (shown if is_shown else hidden) % many)


@page_of_right(MAY_CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def find_studies(request: HttpRequest) -> HttpResponse:
    """Search the registry, and import what is ticked."""
    text = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    context: dict[str, Any] = {"text": text, "most": MOST}
    try:
        found = find_in_registry(text) if text else []
        form = ChosenForm(posted(request), found=found)
        if request.method == "POST" and form.is_valid():
            many = import_chosen(
                found=found,
                **form.cleaned_data,
                now=timezone.now(),
                by=account_of(request),
            )
            words = ngettext("%d trial was imported.", "%d trials were imported.", many)
            messages.success(request, words % many)
            # A full list has more behind it.
            is_full = len(found) == MOST
            return redirect(request.get_full_path() if is_full else DESK)
        context |= {"found": found, "form": form}
    except RegistryError:
        context["trouble"] = _("The registry does not answer. Try again in a minute.")
    status = 422 if request.method == "POST" else 200
    return render(request, "trials/importing/find_studies.html", context, status=status)


@page_of_right(MAY_CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def change_study(request: HttpRequest, registry_id: str) -> HttpResponse:
    """Ask for what we say of a study beside the registry."""
    study = get_object_or_404(Study, registry_id=registry_id)
    files = request.FILES if request.method == "POST" else None
    form = OwnFieldsForm(posted(request), files, instance=study)
    if request.method == "POST" and form.is_valid():
        study.team_languages = form.cleaned_data["team_languages"]
        keep_own_fields(
            study=study,
            changed=form.changed_data,
            photo=form.cleaned_data["photo"],
            remove_photo=form.cleaned_data["remove_photo"],
            now=timezone.now(),
            by=account_of(request),
        )
        messages.success(request, _("Saved: %(matter)s.") % {"matter": registry_id})
        return redirect(DESK)
    context = {"study": study, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "trials/importing/change_study.html", context, status=status)
