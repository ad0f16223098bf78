"""What on a team's page reaches into enquiries: who leaves, a mailbox that works."""

from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from contacts.conversation.actions.leaving import close_account, leave_team
from contacts.conversation.actions.lost_mails.lifting import lift_address
from contacts.teams.models.memberships import Membership
from contacts.teams.views.staff_pages import actor, admin_page, staff_page
from contacts.teams.views.team_pages import chosen_row, own_team, show_team


@require_POST
@staff_page
def lift_mailbox(request: HttpRequest, number: int) -> HttpResponse:
    """Use a mailbox of the team's again."""
    team = own_team(request, number)
    members = team.memberships.select_related("user")
    boxes = team.mailboxes.values_list("email", flat=True)
    people = (one.user.email for one in members)
    own = {*team.registry_addresses(), *people, *boxes}
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
    member = get_object_or_404(Membership, team=team, pk=chosen_row(request, "member"))
    if not leave_team(membership=member, now=timezone.now(), by=actor(request)):
        return show_team(request, team, is_last=True, status=409)
    if member.user_id == request.user.pk:
        return redirect("contacts:teams")
    return redirect("contacts:team_settings", number)


@require_POST
@admin_page
def close_person(request: HttpRequest, number: int) -> HttpResponse:
    """Close the account of somebody who has left, and say who stands in."""
    user = get_object_or_404(get_user_model(), pk=number)
    if user == request.user:
        return HttpResponseForbidden(
            _("Ask another administrator to change your own account.")
        )
    left = close_account(user=user, now=timezone.now(), by=actor(request))
    context = {"person": user, "teams": left}
    return render(request, "contacts/console/close_person.html", context)
