"""An administrator ticks the hospitals that get a team."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from contacts.console.found.actions import team_up
from contacts.console.found.forms import FoundForm
from contacts.console.found.listing import (
    MOST_FOUND,
    hospitals_found,
    look_for_hospitals,
)
from contacts.teams.views.staff_pages import actor, admin_page

LONGEST_SEARCH = 100


@require_http_methods(["GET", "HEAD", "POST"])
@admin_page
def found_hospitals(request: HttpRequest) -> HttpResponse:
    """List the hospitals of the trials that no team answers for; set teams up."""
    text = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    is_sent = request.method == "POST"
    if not is_sent:
        look_for_hospitals(timezone.now(), actor(request))
    found = hospitals_found(text)
    listed = list(found[:MOST_FOUND])
    form = FoundForm(request.POST if is_sent else None, listed=listed)
    if is_sent and form.is_valid():
        set_teams_up(request, form)
        return redirect("contacts:setup_teams")
    context = {
        "form": form,
        "text": text,
        "ticked": request.POST.getlist("chosen"),
        "hospitals": listed,
        "more": max(found.count() - MOST_FOUND, 0),
    }
    status = 422 if form.is_bound else 200
    return render(
        request, "contacts/console/found/found_hospitals.html", context, status=status
    )


def set_teams_up(request: HttpRequest, form: FoundForm) -> None:
    """Give the ticked hospitals their teams, and say how many it were."""
    teams = team_up(
        hospitals=form.chosen(),
        mailboxes=form.cleaned_data["mailboxes"],
        people=form.cleaned_data["people"],
        user=request.user,
        now=timezone.now(),
        by=actor(request),
    )
    words = ngettext("%d team is set up.", "%d teams are set up.", len(teams))
    messages.success(request, words % len(teams))
