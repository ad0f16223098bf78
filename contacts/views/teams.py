"""A team's own page: hours, pause, members, absence, invitations."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from contacts.actions import teams as actions
from contacts.forms.teams import AbsenceForm, InviteForm, JoinForm, TeamForm
from contacts.models import Invitation, Membership, Role, Team
from contacts.views.staff import actor, own_teams, staff_page
from portal.lib.tokens import token_hash

page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@staff_page
def teams(request: HttpRequest) -> HttpResponse:
    """List the person's teams."""
    return render(request, "contacts/teams/teams.html", {"teams": own_teams(request)})


def own_team(request: HttpRequest, number: int) -> Team:
    """Return a team of the person's, or 404 as for none."""
    ids = [team.pk for team in own_teams(request)]
    return get_object_or_404(Team, pk=number, pk__in=ids)


@page
@staff_page
def team_settings(request: HttpRequest, number: int) -> HttpResponse:
    """Show a team, and change when it works."""
    team = own_team(request, number)
    form = TeamForm(request.POST or None, instance=team)
    if not form.is_valid():
        return show(request, team, form=form, status=422 if form.is_bound else 200)
    actions.change_team(
        team=Team.objects.get(pk=team.pk),
        values=form.cleaned_data,
        now=timezone.now(),
        by=actor(request),
    )
    return redirect("contacts:team_settings", number)


def show(
    request: HttpRequest, team: Team, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """Show a team's page with what was typed into one of its forms."""
    context = {
        "team": team,
        "members": team.memberships.select_related("user"),
        "invitations": team.invitations.all(),
        "form": TeamForm(instance=team),
        "invite_form": InviteForm(),
        "today": timezone.localdate(),
        **forms,
    }
    template = "contacts/teams/team_settings.html"
    return render(request, template, context, status=status)


@require_POST
@staff_page
def invite_member(request: HttpRequest, number: int) -> HttpResponse:
    """Mail an invitation."""
    team = own_team(request, number)
    form = InviteForm(request.POST)
    if not form.is_valid():
        return show(request, team, invite_form=form, status=422)
    actions.invite(
        team=team,
        email=form.cleaned_data["email"],
        role=Role(form.cleaned_data["role"]),
        user=request.user,
        now=timezone.now(),
        by=actor(request),
    )
    return redirect("contacts:team_settings", number)


@require_POST
@staff_page
def set_absence(request: HttpRequest, number: int) -> HttpResponse:
    """Say until when a member of an own team is away."""
    team = own_team(request, number)
    chosen = request.POST.get("member", "")
    digits = chosen if chosen.isascii() and chosen.isdigit() else "0"
    member = get_object_or_404(Membership, team=team, pk=int(digits[:9]))
    form = AbsenceForm(request.POST)
    if not form.is_valid():
        return show(request, team, status=422)
    actions.set_absence(
        membership=member,
        until=form.cleaned_data["until"],
        now=timezone.now(),
        by=actor(request),
    )
    return redirect("contacts:team_settings", number)


@never_cache
@page
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Let an invited person choose a password; then they sign in."""
    invited = get_object_or_404(
        Invitation.objects.select_related("team"), token_hash=token_hash(token)
    )
    form = JoinForm(request.POST or None)
    if not form.is_valid():
        context = {"invitation": invited, "form": form}
        status = 422 if form.is_bound else 200
        template = "contacts/teams/accept_invitation.html"
        return render(request, template, context, status=status)
    user = actions.accept(
        invitation=invited,
        name=form.cleaned_data["name"],
        password=form.cleaned_data["password"],
        now=timezone.now(),
    )
    if user is None:
        return render(request, "contacts/teams/invitation_late.html", status=410)
    return redirect("account_login")
