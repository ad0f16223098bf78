"""A team's own page: hours, pause, members, absence."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from contacts.models import Membership, Team
from contacts.teams.actions import members
from contacts.teams.actions.teams import change_team
from contacts.teams.forms.hearing import HearingForm
from contacts.teams.forms.joining import AbsenceForm
from contacts.teams.forms.teams import TeamForm
from contacts.teams.views.staff_pages import staff_page
from contacts.teams.views.team_pages import (
    back_to_team,
    chosen_row,
    own_team,
    reachable_teams,
    show_team,
)
from contacts.teams.views.typed_deeds import do_or_show_again

page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@staff_page
def teams(request: HttpRequest) -> HttpResponse:
    """List the person's teams; an administrator's are all."""
    context = {"teams": reachable_teams(request)}
    return render(request, "contacts/teams/teams.html", context)


@page
@staff_page
def team_settings(request: HttpRequest, number: int) -> HttpResponse:
    """Show a team, and change when it works."""
    team = own_team(request, number)
    form = TeamForm(request.POST or None, instance=team)
    return do_or_show_again(
        request,
        form,
        # The form has written into its own row what may be wrong.
        partial(change_team, team=Team.objects.get(pk=team.pk)),
        show=partial(show_team, request, team, form=form),
        go_on=back_to_team(number),
    )


@require_POST
@staff_page
def set_absence(request: HttpRequest, number: int) -> HttpResponse:
    """Say until when a member of an own team is away."""
    team = own_team(request, number)
    member = get_object_or_404(Membership, team=team, pk=chosen_row(request, "member"))
    asked = reverse("contacts:open_while_away", args=[number])
    return do_or_show_again(
        request,
        AbsenceForm(request.POST),
        partial(members.set_absence, membership=member),
        show=partial(show_team, request, team),
        # There they are asked what is open, if anything is.
        go_on=lambda _done: redirect(f"{asked}?member={member.pk}"),
    )


@require_POST
@staff_page
def set_hearing(request: HttpRequest, number: int) -> HttpResponse:
    """Let a member choose when they hear; nobody chooses for another."""
    team = own_team(request, number)
    member = get_object_or_404(Membership, team=team, user=request.user)
    form = HearingForm(request.POST)
    return do_or_show_again(
        request,
        form,
        partial(members.choose_hearing, membership=member),
        show=partial(show_team, request, team, hearing_form=form),
        go_on=back_to_team(number),
    )
