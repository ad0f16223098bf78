"""The inbox: what came in, one line for each enquiry, what is due at the front."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_safe

from contacts.inbox.forms.choosing import BulkForm
from contacts.inbox.forms.looking import InboxForm
from contacts.inbox.lines import group_lines, line_of
from contacts.inbox.listing import CAP, list_enquiries, waiting_count
from contacts.inbox.news import count_news
from contacts.inbox.undo_offers import show_offer
from contacts.inbox.views.pages import page_number
from contacts.models import Verb
from contacts.teams.views.staff_pages import actor, own_teams, staff_page
from portal.audit.record import record_event

PER_PAGE = 25


@require_safe
@staff_page
def inbox(request: HttpRequest) -> HttpResponse:
    """List the enquiries of the staff member's sites, the ones to answer first."""
    now = timezone.now()
    return show_inbox(request, BulkForm(user=request.user, now=now), now)


def show_inbox(
    request: HttpRequest, bulk: BulkForm, now: datetime, *, status: int = 200
) -> HttpResponse:
    """Show the list, with what was ticked."""
    form = InboxForm(request.GET, teams=own_teams(request))
    asked = form.asked()
    number = page_number(request)
    start = (number - 1) * PER_PAGE
    # One more than shown says whether there is a next page; nothing is counted.
    rows, many = list_enquiries(request.user, asked, now, start, PER_PAGE + 1)
    lines = [line_of(one, now) for one in rows[:PER_PAGE]]
    note_looking(request, asked, many, len(lines), now)
    waiting = waiting_count(request.user, now)
    shown = f"{CAP}+" if waiting == CAP else waiting
    has_headings = asked["show"] == "waiting" and not asked["q"]
    context = {
        "form": form,
        "bulk": bulk,
        "asked": asked,
        "tabs": form.tabs(shown),
        "groups": group_lines(lines, has_headings=has_headings),
        "many": len(lines),
        "has_sites": len({one.site_id for one in rows}) > 1,
        "has_studies": len({one.study_id for one in rows}) > 1,
        "previous": number - 1,
        "next": number + 1 if len(rows) > PER_PAGE else 0,
        "waiting": shown,
        "now": now,
        "offer": show_offer(request, now),
    }
    return render(request, "contacts/inbox/inbox.html", context, status=status)


def note_looking(
    request: HttpRequest, asked: dict[str, Any], many: int, shown: int, now: datetime
) -> None:
    """Record that families were looked for or listed; never the words of a search."""
    by = actor(request)
    if asked["q"]:
        record_event(Verb.SEARCH_MADE, now=now, by=by, found=many, shown=shown)
    else:
        show = asked["show"]
        record_event(Verb.ENQUIRIES_LISTED, now=now, by=by, shown=shown, list=show)


@require_safe
@staff_page
def inbox_news(request: HttpRequest) -> HttpResponse:
    """Say how many families have written since a list was shown; it names nobody."""
    try:
        since = parse_datetime(request.GET.get("since", ""))
    except ValueError:
        since = None
    if since is None or timezone.is_naive(since):
        return JsonResponse({"count": 0})
    return JsonResponse({"count": count_news(request.user, since)})
