"""The console of site staff: what came in, and one enquiry whole."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from contacts.console.detail import name_of, read_detail
from contacts.console.forms.inbox import InboxForm
from contacts.console.inbox import CAP, list_enquiries, waiting_count
from contacts.console.views.enquiry_pages import enquiry_page
from contacts.enquiries.actions.dropping import mails_to_resend
from contacts.enquiries.actions.opening import open_enquiry
from contacts.enquiries.actions.posting import audit
from contacts.mail.giving_up import retry_email
from contacts.models import Enquiry, Verb
from contacts.teams.views.staff_pages import actor, own_teams, staff_page
from portal.audit.record import record_event

PER_PAGE = 25


@require_safe
@staff_page
def inbox(request: HttpRequest) -> HttpResponse:
    """List the enquiries of the staff member's sites, the ones to answer first."""
    now = timezone.now()
    form = InboxForm(request.GET, teams=own_teams(request))
    asked = form.asked()
    number = page_number(request)
    start = (number - 1) * PER_PAGE
    # One more than shown says whether there is a next page; nothing is counted.
    rows, many = list_enquiries(request.user, asked, now, start, PER_PAGE + 1)
    note_looking(request, asked, many, len(rows[:PER_PAGE]), now)
    waiting = waiting_count(request.user, now)
    shown = f"{CAP}+" if waiting == CAP else waiting
    context = {
        "form": form,
        "asked": asked,
        "tabs": form.tabs(shown),
        "rows": rows[:PER_PAGE],
        "previous": number - 1,
        "next": number + 1 if len(rows) > PER_PAGE else 0,
        "waiting": shown,
        "now": now,
        "today": now.date(),
    }
    return render(request, "contacts/console/inbox.html", context)


def note_looking(
    request: HttpRequest,
    asked: dict[str, str],
    many: int,
    shown: int,
    now: datetime,
) -> None:
    """Record that families were looked for or listed; never the words of a search."""
    by = actor(request)
    if asked["q"]:
        record_event(Verb.SEARCH_MADE, now=now, by=by, found=many, shown=shown)
    else:
        show = asked["show"]
        record_event(Verb.ENQUIRIES_LISTED, now=now, by=by, shown=shown, list=show)


def page_number(request: HttpRequest) -> int:
    """Return the page that the address asks for; 1 for anything else."""
    text = request.GET.get("page", "")
    is_number = text.isascii() and text.isdigit() and len(text) < 6
    return max(1, int(text)) if is_number else 1


@require_safe
@enquiry_page
def enquiry_detail(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    """Show one enquiry; the first look at it is told to the family."""
    # A HEAD is a program's, not a person's look.
    if request.method == "GET":
        open_enquiry(enquiry=enquiry, now=timezone.now(), by=actor(request))
    return show_enquiry(request, enquiry)


@require_safe
@enquiry_page
def enquiry_state(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    """Say whether anybody wrote or took it, for a page that is open for long."""
    owner = name_of(enquiry.owner) if enquiry.owner else ""
    return JsonResponse({"revision": enquiry.revision, "owner": owner})


def show_enquiry(
    request: HttpRequest, enquiry: Enquiry, *, status: int = 200, **instead: Any
) -> HttpResponse:
    """Show an enquiry, with what was typed into one of its forms, or why it failed.

    Each look is recorded, not only a team's first.
    """
    template, now = request.GET.get("template", ""), timezone.now()
    audit(enquiry, Verb.ENQUIRY_READ, now, actor(request))
    page = read_detail(enquiry, request.user, template=template, now=now)
    context = vars(replace(page, **instead))
    name = "contacts/console/enquiry_detail.html"
    return render(request, name, context, status=status)


@require_POST
@enquiry_page
def retry_delivery(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    """Try again to send what could not be sent."""
    for mail in mails_to_resend(enquiry):
        retry_email(mail=mail, now=timezone.now(), by=actor(request))
    return redirect("contacts:enquiry_detail", enquiry.reference)
