"""The administrators' page of teams and hospitals."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from contacts.console.setting_up import setup_context
from contacts.teams.actions.teams import open_team, set_studies
from contacts.teams.forms.setup import NewTeamForm, TeamStudiesForm
from contacts.teams.models.reach import works_at_desk
from contacts.teams.models.teams import Team
from contacts.teams.views.staff_pages import admin_page
from contacts.teams.views.team_pages import back_to_team, show_team
from contacts.teams.views.typed_deeds import do_or_show_again

LONGEST_SEARCH = 100


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
    is_desk = works_at_desk(request.user)
    context = {**setup_context(text), "form": NewTeamForm(), "is_desk": is_desk}
    context.update(values)
    return render(request, "contacts/console/setup_teams.html", context, status=status)


@require_POST
@admin_page
def add_team(request: HttpRequest) -> HttpResponse:
    """Set up a team; its page asks for all else."""
    form = NewTeamForm(request.POST)
    return do_or_show_again(
        request,
        form,
        open_team,
        show=partial(show_setup, request, form=form),
        go_on=lambda team: redirect("contacts:team_settings", team.pk),
    )


@require_POST
@admin_page
def set_team_studies(request: HttpRequest, number: int) -> HttpResponse:
    """Say for which studies a team answers as a whole."""
    team = get_object_or_404(Team, pk=number)
    form = TeamStudiesForm(request.POST)
    return do_or_show_again(
        request,
        form,
        partial(set_studies, team=team),
        show=partial(show_team, request, team, studies_form=form),
        go_on=back_to_team(number),
    )
