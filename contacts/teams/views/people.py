"""The administrators' page of accounts: roles, invitations, who has left."""

from functools import partial
from typing import Any

from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from contacts.teams.actions import accounts, invitations
from contacts.teams.actions import roles as actions
from contacts.teams.forms.people import InvitePersonForm, PersonForm, initial
from contacts.teams.models.invitations import Invitation
from contacts.teams.models.roles import StaffRole
from contacts.teams.views.staff_pages import actor, admin_page
from contacts.teams.views.typed_deeds import back_to, do_or_show_again


@require_safe
@admin_page
def people(request: HttpRequest) -> HttpResponse:
    """List every account with its teams, roles and second factor."""
    return show_people(request, InvitePersonForm())


def show_people(
    request: HttpRequest, form: InvitePersonForm, status: int = 200
) -> HttpResponse:
    """Show the page with what was typed into its form."""
    users = get_user_model().objects.prefetch_related(
        "memberships__team", "groups", "authenticator_set"
    )
    lines = [
        {"user": user, "roles": labels(user)} for user in users.order_by("username")
    ]
    waiting = Invitation.objects.filter(team__isnull=True)
    context = {"people": lines, "invitations": waiting, "form": form}
    return render(request, "contacts/teams/people.html", context, status=status)


def labels(user: Any) -> list[str]:
    """Return the names of somebody's roles."""
    owned = actions.roles_of(user)
    return [role.label for role in StaffRole if role in owned]


@require_POST
@admin_page
def invite_person(request: HttpRequest) -> HttpResponse:
    """Mail an invitation into a role."""
    form = InvitePersonForm(request.POST)
    return do_or_show_again(
        request,
        form,
        partial(invitations.send_invitation, team=None, user=request.user),
        show=partial(show_people, request, form),
        go_on=back_to("contacts:people"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@admin_page
def change_person(request: HttpRequest, number: int) -> HttpResponse:
    """Change an account's roles, or close it."""
    user = get_object_or_404(get_user_model(), pk=number)
    values = initial(user, actions.roles_of(user))
    is_own = user == request.user
    data = request.POST if request.method == "POST" else None
    form = PersonForm(data, initial=values, is_own=is_own)
    context = {"form": form, "person": user, "is_own": is_own}
    template = "contacts/teams/change_person.html"
    return do_or_show_again(
        request,
        form,
        partial(actions.set_roles, user=user),
        show=partial(render, request, template, context),
        go_on=back_to("contacts:people"),
    )


@require_POST
@admin_page
def reset_factor(request: HttpRequest, number: int) -> HttpResponse:
    """Take away a second factor that somebody lost; nobody's own."""
    user = get_object_or_404(get_user_model(), pk=number)
    try:
        accounts.reset_second_factor(
            user=user, admin=request.user, now=timezone.now(), by=actor(request)
        )
    except accounts.OwnFactorError:
        return HttpResponseForbidden(
            _("Ask another administrator to change your own account.")
        )
    return redirect("contacts:people")
