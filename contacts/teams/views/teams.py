"""A team's own page: hours, pause, members, absence, invitations."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from contacts.conversation.actions.bounces import lift_address
from contacts.models import DeadAddress, Invitation, Membership, Role, Team
from contacts.teams.actions import teams as actions
from contacts.teams.forms.teams import (
    AbsenceForm,
    InviteForm,
    JoinForm,
    TeamForm,
)
from contacts.teams.views.staff_pages import actor, own_teams, staff_page
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
    members, mailboxes = list(team.memberships.select_related("user")), team.mailboxes()
    dead = DeadAddress.objects.among([*mailboxes, *(m.user.email for m in members)])
    context = {
        "team": team,
        "members": [(member, dead.get(member.user.email)) for member in members],
        "mailboxes": [(address, dead.get(address)) for address in mailboxes],
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
def lift_mailbox(request: HttpRequest, number: int) -> HttpResponse:
    """Use a mailbox of the team's again."""
    team = own_team(request, number)
    members = team.memberships.select_related("user")
    own = {*team.mailboxes(), *(one.user.email for one in members)}
    address = request.POST.get("address", "")
    if address not in own:
        raise Http404
    lift_address(address=address, now=timezone.now(), by=actor(request))
    return redirect("contacts:team_settings", number)


@require_POST
@staff_page
def remove_member(request: HttpRequest, number: int) -> HttpResponse:
    """Take somebody out of an own team."""
    team = own_team(request, number)
    member = get_object_or_404(Membership, team=team, pk=chosen(request, "member"))
    if not actions.remove_member(
        membership=member, now=timezone.now(), by=actor(request)
    ):
        return show(request, team, is_last=True, status=409)
    if member.user_id == request.user.pk:
        return redirect("contacts:teams")
    return redirect("contacts:team_settings", number)


@require_POST
@staff_page
def revoke_invitation(request: HttpRequest, number: int) -> HttpResponse:
    """Take an invitation back; its link opens nothing any more."""
    team = own_team(request, number)
    invited = get_object_or_404(Invitation, team=team, pk=chosen(request, "invitation"))
    actions.revoke(invitation=invited, now=timezone.now(), by=actor(request))
    return redirect("contacts:team_settings", number)


def chosen(request: HttpRequest, name: str) -> int:
    """Return the number of the row that a button stands for; 0 for nonsense."""
    text = request.POST.get(name, "")
    return int(text[:9]) if text.isascii() and text.isdigit() else 0


@require_POST
@staff_page
def set_absence(request: HttpRequest, number: int) -> HttpResponse:
    """Say until when a member of an own team is away."""
    team = own_team(request, number)
    member = get_object_or_404(Membership, team=team, pk=chosen(request, "member"))
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
