"""A team's mailboxes: to add one, to confirm it, to pause or remove it."""

from collections.abc import Callable
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from contacts.teams.actions import mailboxes as actions
from contacts.teams.forms.mailboxes import MailboxForm, MailHoldsForm
from contacts.teams.models.mailboxes import Mailbox
from contacts.teams.models.teams import Team
from contacts.teams.views.staff_pages import actor, admin_page, staff_page
from contacts.teams.views.team_pages import (
    back_to_team,
    chosen_row,
    own_team,
    show_team,
)
from contacts.teams.views.typed_deeds import do_or_show_again
from portal.lib.secret_pages import keep_secret
from portal.lib.tokens import token_hash

# What the buttons beside a mailbox do.
DEEDS: dict[str, Callable[..., object]] = {
    "pause": partial(actions.pause_mailbox, is_paused=True),
    "use": partial(actions.pause_mailbox, is_paused=False),
    "ask": actions.ask_mailbox_again,
    "remove": actions.remove_mailbox,
}


@require_POST
@staff_page
def add_mailbox(request: HttpRequest, number: int) -> HttpResponse:
    """Give an own team a mailbox, which gets a link."""
    team = own_team(request, number)
    form = MailboxForm(request.POST)
    return do_or_show_again(
        request,
        form,
        partial(actions.add_mailbox, team=team),
        show=partial(show_team, request, team, mailbox_form=form),
        go_on=back_to_team(number),
    )


def chosen_mailbox(request: HttpRequest, team: Team) -> Mailbox:
    """Return the mailbox that a button stands for."""
    number = chosen_row(request, "mailbox")
    return get_object_or_404(team.mailboxes.select_related("team"), pk=number)


@require_POST
@staff_page
def change_mailbox(request: HttpRequest, number: int) -> HttpResponse:
    """Pause a mailbox, use it again, ask it once more, or remove it."""
    box = chosen_mailbox(request, own_team(request, number))
    deed = DEEDS.get(request.POST.get("deed", ""))
    if deed is None:
        raise Http404
    deed(mailbox=box, now=timezone.now(), by=actor(request))
    return redirect("contacts:team_settings", number)


@require_POST
@admin_page
def set_mail_holds(request: HttpRequest, number: int) -> HttpResponse:
    """Say what a mail to a confirmed mailbox holds."""
    team = own_team(request, number)
    box = chosen_mailbox(request, team)
    if not box.verified_at:
        return show_team(request, team, is_unverified=True, status=409)
    form = MailHoldsForm(request.POST)
    return do_or_show_again(
        request,
        form,
        partial(actions.choose_what_mail_holds, mailbox=box),
        show=partial(show_team, request, team, holds_form=form, holds_box=box),
        go_on=back_to_team(number),
    )


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def verify_mailbox(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button; only pressing it confirms a mailbox, for scanners open links."""
    box = get_object_or_404(
        Mailbox.objects.select_related("team"), token_hash=token_hash(token)
    )
    is_late = False
    if request.method == "POST":
        is_late = not actions.verify_mailbox(mailbox=box, now=timezone.now())
    context = {"box": box, "is_late": is_late}
    template = "contacts/teams/verify_mailbox.html"
    page = render(request, template, context, status=410 if is_late else 200)
    return keep_secret(page)
