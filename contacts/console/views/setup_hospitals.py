"""Hospitals on the administrators' page: proposals, places, and their teams."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from contacts.conversation.actions.moving_places import (
    give_hospital_to_team,
    put_places_into,
)
from contacts.teams.actions import facilities
from contacts.teams.models.facilities import Facility
from contacts.teams.models.teams import Team
from contacts.teams.views.staff_pages import actor, admin_page
from contacts.teams.views.team_pages import chosen_row
from trials.models import StudySite

MOST_TICKS = 500


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
