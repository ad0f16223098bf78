"""The administrators' page of accounts: roles, invitations, who has left."""

from datetime import datetime
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from contacts.console.people.forms import InvitePersonForm, PersonForm, initial
from contacts.teams.actions import accounts, invitations
from contacts.teams.actions import roles as actions
from contacts.teams.models.invitations import Invitation
from contacts.teams.models.roles import StaffRole
from contacts.teams.views.staff_pages import actor, admin_page
from contacts.teams.views.typed_deeds import GoOn, do_or_show_again

LONGEST_SEARCH, MOST = 100, 100


@require_safe
@admin_page
def people(request: HttpRequest) -> HttpResponse:
    """List every account with its teams, roles and second factor."""
    return show_people(request, InvitePersonForm())


def show_people(
    request: HttpRequest, form: InvitePersonForm, status: int = 200
) -> HttpResponse:
    """Show the page with what was typed into its form."""
    text = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    found = people_like(text)
    context = {
        "text": text,
        "people": [{"user": one, "roles": labels(one)} for one in found[:MOST]],
        "more": max(found.count() - MOST, 0),
        "invitations": waiting(timezone.now()),
        "form": form,
    }
    template = "contacts/console/people/people.html"
    return render(request, template, context, status=status)


def people_like(text: str) -> QuerySet[Any]:
    """Return accounts by name, address or team; who may come in stands first."""
    users = get_user_model().objects.prefetch_related(
        "memberships__team", "groups", "authenticator_set"
    )
    if text:
        users = users.filter(
            Q(first_name__icontains=text)
            | Q(last_name__icontains=text)
            | Q(email__icontains=text)
            | Q(memberships__team__name__icontains=text)
        ).distinct()
    return users.order_by("-is_active", "username")


def waiting(now: datetime) -> list[dict[str, Any]]:
    """Return invitations into roles, each with whether its link is too old."""
    invited = Invitation.objects.filter(team__isnull=True)
    last = now - invitations.INVITATION_LASTS
    return [{"invited": one, "is_late": one.invited_at < last} for one in invited]


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
        go_on=back_with(request, _("The invitation is on its way.")),
    )


@require_POST
@admin_page
def take_back(request: HttpRequest, number: int) -> HttpResponse:
    """Take an invitation into a role back; its link opens nothing any more."""
    invited = get_object_or_404(Invitation, team=None, pk=number)
    invitations.revoke_invitation(
        invitation=invited, now=timezone.now(), by=actor(request)
    )
    return back_with(request, _("The invitation is taken back."))(None)


def back_with(request: HttpRequest, words: str) -> GoOn:
    """Return the way back to the page, which says what was done."""

    def go_on(_done: Any) -> HttpResponse:
        messages.success(request, words)
        return redirect("contacts:people")

    return go_on


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
    template = "contacts/console/people/change_person.html"
    return do_or_show_again(
        request,
        form,
        partial(actions.set_roles, user=user),
        show=partial(render, request, template, context),
        go_on=back_with(request, _("Saved: %(matter)s.") % {"matter": named(user)}),
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
    words = _("The second factor of %(name)s is gone; a mail says so.")
    return back_with(request, words % {"name": named(user)})(None)


def named(user: Any) -> str:
    """Return what somebody is called, else their sign-in."""
    return user.get_full_name() or user.get_username()
