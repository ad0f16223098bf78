"""A team's own page: hours, pause, members, absence."""

from typing import Any

from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from contacts.models import DeadAddress, Membership, Team
from contacts.teams.actions import members
from contacts.teams.actions.teams import change_team
from contacts.teams.forms.joining import AbsenceForm, InviteForm
from contacts.teams.forms.mailboxes import HearingForm, MailboxForm, MailHoldsForm
from contacts.teams.forms.setup import TeamStudiesForm
from contacts.teams.forms.teams import TeamForm
from contacts.teams.models.memberships import Hears
from contacts.teams.views.staff_pages import actor, own_teams, staff_page

MOST_SHOWN = 100
page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@staff_page
def teams(request: HttpRequest) -> HttpResponse:
    """List the person's teams; an administrator's are all."""
    context = {"teams": reachable_teams(request)}
    return render(request, "contacts/teams/teams.html", context)


def reachable_teams(request: HttpRequest) -> list[Team]:
    """Return the teams whose pages somebody opens; with them goes no enquiry."""
    is_all = request.user.is_superuser
    return list(Team.objects.all()) if is_all else own_teams(request)


def own_team(request: HttpRequest, number: int) -> Team:
    """Return a team of the person's, or 404 as for none."""
    ids = [team.pk for team in reachable_teams(request)]
    return get_object_or_404(Team, pk=number, pk__in=ids)


@page
@staff_page
def team_settings(request: HttpRequest, number: int) -> HttpResponse:
    """Show a team, and change when it works."""
    team = own_team(request, number)
    form = TeamForm(request.POST or None, instance=team)
    if not form.is_valid():
        return show_team(request, team, form=form, status=422 if form.is_bound else 200)
    change_team(
        team=Team.objects.get(pk=team.pk),
        values=form.cleaned_data,
        now=timezone.now(),
        by=actor(request),
    )
    return redirect("contacts:team_settings", number)


def show_team(
    request: HttpRequest, team: Team, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """Show a team's page with what was typed into one of its forms."""
    people, boxes = list(team.memberships.select_related("user")), team.mailboxes.all()
    listed = team.registry_addresses()
    emails = [*(one.user.email for one in people), *(box.email for box in boxes)]
    dead = DeadAddress.objects.among([*listed, *emails])
    own = next((one for one in people if one.user == request.user), None)
    context = {
        "team": team,
        "members": [(member, dead.get(member.user.email)) for member in people],
        "own_member": own,
        "mailboxes": [(address, dead.get(address)) for address in listed],
        "boxes": [(box, dead.get(box.email)) for box in boxes],
        "invitations": team.invitations.all(),
        "answers_for": answered_for(team),
        "today": timezone.localdate(),
        **empty_forms(team, own),
        **forms,
    }
    template = "contacts/teams/team_settings.html"
    return render(request, template, context, status=status)


def empty_forms(team: Team, own: Membership | None) -> dict[str, Any]:
    """Return the forms of a team's page, as it begins."""
    return {
        "form": TeamForm(instance=team),
        "invite_form": InviteForm(),
        "mailbox_form": MailboxForm(),
        "holds_form": MailHoldsForm(),
        "hearing_form": HearingForm(initial=model_to_dict(own) if own else None),
        "studies_form": TeamStudiesForm(initial={"studies": studies_of(team)}),
    }


def studies_of(team: Team) -> str:
    """Return the numbers of a team's own studies, one a line."""
    return "\n".join(team.studies.values_list("registry_id", flat=True))


def answered_for(team: Team) -> dict[str, Any]:
    """Return what a team answers for: hospitals, single places, whole studies."""
    return {
        "hospitals": team.facilities.all(),
        "sites": team.sites.select_related("study")[:MOST_SHOWN],
        "studies": team.studies.all(),
        "many": team.sites.count(),
    }


def chosen_row(request: HttpRequest, name: str) -> int:
    """Return the number of the row that a button stands for; 0 for nonsense."""
    text = request.POST.get(name, "")
    return int(text[:9]) if text.isascii() and text.isdigit() else 0


@require_POST
@staff_page
def set_absence(request: HttpRequest, number: int) -> HttpResponse:
    """Say until when a member of an own team is away."""
    team = own_team(request, number)
    member = get_object_or_404(Membership, team=team, pk=chosen_row(request, "member"))
    form = AbsenceForm(request.POST)
    if not form.is_valid():
        return show_team(request, team, status=422)
    members.set_absence(
        membership=member,
        until=form.cleaned_data["until"],
        now=timezone.now(),
        by=actor(request),
    )
    return redirect("contacts:team_settings", number)


@require_POST
@staff_page
def set_hearing(request: HttpRequest, number: int) -> HttpResponse:
    """Let a member choose when they hear; nobody chooses for another."""
    team = own_team(request, number)
    member = get_object_or_404(Membership, team=team, user=request.user)
    form = HearingForm(request.POST)
    if not form.is_valid():
        return show_team(request, team, hearing_form=form, status=422)
    begins, ends = form.cleaned_data["quiet_from"], form.cleaned_data["quiet_until"]
    members.choose_hearing(
        membership=member,
        hears=Hears(form.cleaned_data["hears"]),
        quiet=None if begins is None else (begins, ends),
        now=timezone.now(),
        by=actor(request),
    )
    return redirect("contacts:team_settings", number)
