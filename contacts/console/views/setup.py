"""The administrators' page of teams and hospitals."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from contacts.console.setting_up import setup_context
from contacts.conversation.actions.leaving import (
    give_hospital_to_team,
    put_places_into,
)
from contacts.teams.actions import facilities
from contacts.teams.actions.teams import open_team, set_studies
from contacts.teams.forms.setup import NewTeamForm, TeamStudiesForm
from contacts.teams.models.facilities import Facility
from contacts.teams.models.teams import Team
from contacts.teams.views.staff_pages import actor, admin_page
from contacts.teams.views.teams import chosen_row, show_team
from trials.models import StudySite

LONGEST_SEARCH, MOST_TICKS = 100, 500


@require_safe
@admin_page
def setup_teams(request: HttpRequest) -> HttpResponse:
    """Show teams, hospitals, mailboxes, members, and what is proposed."""
    return show_setup(request)


def show_setup(
    request: HttpRequest, *, status: int = 200, **values: Any
) -> HttpResponse:
    """Show the page with what was typed into one of its forms."""
    text = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    context = {**setup_context(text), "form": NewTeamForm(), **values}
    return render(request, "contacts/console/setup_teams.html", context, status=status)


@require_POST
@admin_page
def add_team(request: HttpRequest) -> HttpResponse:
    """Set up a team; its page asks for all else."""
    form = NewTeamForm(request.POST)
    if not form.is_valid():
        return show_setup(request, form=form, status=422)
    values = {name: form.cleaned_data[name] for name in ("language", "country")}
    name, now = form.cleaned_data["name"], timezone.now()
    team = open_team(name=name, values=values, now=now, by=actor(request))
    return redirect("contacts:team_settings", team.pk)


def ticked(request: HttpRequest, name: str) -> list[int]:
    """Return the numbers of the rows that were ticked."""
    texts = request.POST.getlist(name)[:MOST_TICKS]
    return [int(text[:9]) for text in texts if text.isascii() and text.isdigit()]


@require_POST
@admin_page
def look_at_places(request: HttpRequest) -> HttpResponse:
    """Take the ticked proposals for right, or for wrong."""
    is_right = request.POST.get("deed") == "confirm"
    deed = facilities.confirm_places if is_right else facilities.refuse_places
    deed(places=ticked(request, "place"), now=timezone.now(), by=actor(request))
    return redirect("contacts:setup_teams")


def chosen_hospital(request: HttpRequest) -> Facility | None:
    """Return the hospital that was chosen; None for none."""
    number = chosen_row(request, "hospital")
    return get_object_or_404(Facility, pk=number) if number else None


def known_sites(request: HttpRequest) -> list[int]:
    """Return the ticked places that there are."""
    sites = StudySite.objects.filter(pk__in=ticked(request, "site"))
    return list(sites.values_list("pk", flat=True))


@require_POST
@admin_page
def put_into_hospital(request: HttpRequest) -> HttpResponse:
    """Put the ticked places into a hospital, or out of all."""
    put_places_into(
        facility=chosen_hospital(request),
        sites=known_sites(request),
        now=timezone.now(),
        by=actor(request),
    )
    return redirect("contacts:setup_teams")


@require_POST
@admin_page
def set_hospital_team(request: HttpRequest, number: int) -> HttpResponse:
    """Let a team answer for all places of a hospital."""
    chosen = chosen_row(request, "team")
    give_hospital_to_team(
        facility=get_object_or_404(Facility, pk=number),
        team=get_object_or_404(Team, pk=chosen, is_desk=False) if chosen else None,
        now=timezone.now(),
        by=actor(request),
    )
    return redirect("contacts:setup_teams")


@require_POST
@admin_page
def set_team_studies(request: HttpRequest, number: int) -> HttpResponse:
    """Say for which studies a team answers as a whole."""
    team = get_object_or_404(Team, pk=number)
    form = TeamStudiesForm(request.POST)
    if not form.is_valid():
        return show_team(request, team, studies_form=form, status=422)
    set_studies(
        team=team,
        studies=form.cleaned_data["studies"],
        now=timezone.now(),
        by=actor(request),
    )
    return redirect("contacts:team_settings", number)
