"""Invitations: to send one, to take it back, to follow its link."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from contacts.teams.actions import invitations as actions
from contacts.teams.forms.joining import InviteForm, JoinForm
from contacts.teams.models.invitations import Invitation
from contacts.teams.views.staff_pages import actor, staff_page
from contacts.teams.views.team_pages import (
    back_to_team,
    chosen_row,
    own_team,
    show_team,
)
from contacts.teams.views.typed_deeds import do_or_show_again
from portal.lib.tokens import token_hash

page = require_http_methods(["GET", "HEAD", "POST"])


@require_POST
@staff_page
def invite_member(request: HttpRequest, number: int) -> HttpResponse:
    """Mail an invitation."""
    team = own_team(request, number)
    form = InviteForm(request.POST)
    return do_or_show_again(
        request,
        form,
        partial(actions.send_invitation, team=team, user=request.user),
        show=partial(show_team, request, team, invite_form=form),
        go_on=back_to_team(number),
    )


@require_POST
@staff_page
def revoke_invitation(request: HttpRequest, number: int) -> HttpResponse:
    """Take an invitation back; its link opens nothing any more."""
    team = own_team(request, number)
    invited = get_object_or_404(
        Invitation, team=team, pk=chosen_row(request, "invitation")
    )
    actions.revoke_invitation(invitation=invited, now=timezone.now(), by=actor(request))
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
    user = actions.accept_invitation(
        invitation=invited,
        name=form.cleaned_data["name"],
        password=form.cleaned_data["password"],
        now=timezone.now(),
    )
    if user is None:
        return render(request, "contacts/teams/invitation_late.html", status=410)
    words = _("Sign in as %(email)s. Then comes a second factor: take your telephone.")
    messages.success(request, words % {"email": user.email})
    return redirect("account_login")
