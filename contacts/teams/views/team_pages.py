"""A team's own page: who opens it, and all that it shows."""

from typing import Any

from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from contacts.models import DeadAddress, Membership, Team
from contacts.teams.forms.hearing import HearingForm
from contacts.teams.forms.joining import InviteForm
from contacts.teams.forms.mailboxes import MailboxForm, MailHoldsForm
from contacts.teams.forms.setup import TeamStudiesForm
from contacts.teams.forms.teams import TeamForm
from contacts.teams.views.staff_pages import own_teams
from contacts.teams.views.typed_deeds import GoOn, back_to

MOST_SHOWN = 100


def reachable_teams(request: HttpRequest) -> list[Team]:
    """Return the teams whose pages somebody opens; with them goes no enquiry."""
    is_all = request.user.is_superuser
    return list(Team.objects.all()) if is_all else own_teams(request)


def own_team(request: HttpRequest, number: int) -> Team:
    """Return a team of the person's, or 404 as for none."""
    ids = [team.pk for team in reachable_teams(request)]
    return get_object_or_404(Team, pk=number, pk__in=ids)


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
    return number_in(request.POST, name)


def number_in(said: QueryDict, name: str) -> int:
    """Return a number that was sent under a name; 0 for nonsense."""
    text = said.get(name, "")
    return int(text[:9]) if text.isascii() and text.isdigit() else 0


def back_to_team(number: int) -> GoOn:
    """Return the way back to a team's page."""
    return back_to("contacts:team_settings", number)
