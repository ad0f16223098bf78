"""Somebody is away for a while: what they take care of is asked for."""

from datetime import date

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from contacts.console.handing.forms import WhileAwayForm
from contacts.conversation.actions.leaving import claimed
from contacts.inbox.actions.bulk import do_in_bulk
from contacts.inbox.actions.deeds import hand_on
from contacts.inbox.lines import line_of
from contacts.inbox.listing import with_details
from contacts.inbox.undo_offers import offer_undo
from contacts.models import Enquiry, Membership
from contacts.teams.models.memberships import who_are_there
from contacts.teams.views.staff_pages import actor, staff_page
from contacts.teams.views.team_pages import number_in, own_team


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def open_while_away(request: HttpRequest, number: int) -> HttpResponse:
    """Ask who goes on with what a member has open; where that is nothing, go back."""
    now, team = timezone.now(), own_team(request, number)
    away = get_object_or_404(Membership, team=team, pk=number_in(request.GET, "member"))
    visible = Enquiry.objects.visible_to(request.user)
    mine = visible.open().filter(pk__in=claimed(away).values("pk"))
    if not mine.exists() or not is_away(away, now.date()):
        return redirect("contacts:team_settings", number)
    people = stand_ins(away, now.date())
    form = WhileAwayForm(request.POST or None, enquiries=mine, people=people)
    if form.is_valid():
        deed = hand_on(away.user, form.person(), now, actor(request))
        done = do_in_bulk(enquiries=form.cleaned_data["chosen"], deed=deed)
        offer_undo(request, done, now)
        return redirect("contacts:inbox")
    lines = [line_of(one, now) for one in with_details(mine.by_urgency())]
    context = {"form": form, "away": away, "team": team, "lines": lines}
    template = "contacts/console/open_while_away.html"
    return render(request, template, context, status=422 if form.is_bound else 200)


def is_away(member: Membership, today: date) -> bool:
    """Whether a member is away today, or will not be back for a while."""
    return member.absent_until is not None and member.absent_until >= today


def stand_ins(away: Membership, today: date) -> list[User]:
    """Return the others of the team who are there, deputies first."""
    others = away.team.memberships.exclude(pk=away.pk).filter(who_are_there(today))
    there = others.filter(user__is_active=True).select_related("user")
    return [one.user for one in there.order_by("-role", "pk")]
