"""The console of site staff: what came in, and one enquiry whole."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from contacts.console.filling import Prepared, prepared
from contacts.console.forms.handling import (
    TABS,
    AnswerForm,
    CallForm,
    CloseForm,
    InboxForm,
    RemarkForm,
    SnoozeForm,
)
from contacts.console.inbox import CAP, listed, waiting_count
from contacts.console.views.enquiry_pages import enquiry_page
from contacts.enquiries.actions.posting import mails_to_resend
from contacts.enquiries.actions.sending import open_enquiry
from contacts.mail.delivery import retry_email
from contacts.models import (
    DeadAddress,
    Enquiry,
    Message,
    ReplyTemplate,
    Team,
)
from contacts.teams.models.teams import office_of
from contacts.teams.views.staff_pages import (
    actor,
    own_teams,
    staff_page,
)
from portal.lib.cldr import language_name

PER_PAGE = 25
# After so many tries on different days it is time to write.
CALLS = 3


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
    rows = listed(request.user, asked, now, start, PER_PAGE + 1)
    waiting = waiting_count(request.user, now)
    context = {
        "form": form,
        "asked": asked,
        "tabs": TABS,
        "rows": rows[:PER_PAGE],
        "previous": number - 1,
        "next": number + 1 if len(rows) > PER_PAGE else 0,
        "waiting": f"{CAP}+" if waiting == CAP else waiting,
        "now": now,
        "today": now.date(),
    }
    return render(request, "contacts/console/inbox.html", context)


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
    return show(request, enquiry)


@require_safe
@enquiry_page
def enquiry_state(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    """Say whether anybody wrote or took it, for a page that is open for long."""
    owner = name_of(enquiry.owner) if enquiry.owner else ""
    return JsonResponse({"revision": enquiry.revision, "owner": owner})


def show(
    request: HttpRequest, enquiry: Enquiry, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """Show an enquiry, with what was typed into one of its forms."""
    now = timezone.now()
    templates = answers_at_hand(request, enquiry)
    chosen = next((t for t in templates if t.key == request.GET.get("template")), None)
    initial = {"seen": enquiry.revision, "text": chosen.text if chosen else ""}
    dead = DeadAddress.objects.among([enquiry.team_email, enquiry.email])
    context = {
        "enquiry": enquiry,
        "now": now,
        "lost_family": dead.get(enquiry.email),
        "lost_team": dead.get(enquiry.team_email),
        "conversation": enquiry.messages.select_related("written_by"),
        "others": enquiry.inbound.others(),
        "remarks": enquiry.remarks.filter(site=enquiry.site_id).select_related(
            "written_by"
        ),
        "calls": list(enquiry.calls.all()),
        "next_call": next_call(enquiry),
        "mails": enquiry.emails.all(),
        "trouble": list(mails_to_resend(enquiry)),
        "language_name": language_name(enquiry.language, get_language()),
        "templates": templates,
        "chosen": chosen,
        "undoable": undoable(request, enquiry, now),
        "is_mine": enquiry.owner_id == request.user.pk,
        "owner_name": name_of(enquiry.owner) if enquiry.owner else "",
        "answer_form": AnswerForm(initial=initial),
        "remark_form": RemarkForm(),
        "call_form": CallForm(),
        "snooze_form": SnoozeForm(enquiry=enquiry, now=now),
        "close_form": CloseForm(enquiry=enquiry),
        **forms,
    }
    template = "contacts/console/enquiry_detail.html"
    return render(request, template, context, status=status)


def next_call(enquiry: Enquiry) -> date | None:
    """Return the working day for the next try, up to three; None when they spoke."""
    calls = list(enquiry.calls.all())
    if not calls or len(calls) >= CALLS or not enquiry.is_waiting:
        return None
    office = office_of(Team.objects.answering_for(enquiry.site), enquiry.site)
    return office.add_days(office.first_day(calls[-1].called_at), 1)


def undoable(request: HttpRequest, enquiry: Enquiry, now: Any) -> Message | None:
    """Return the person's own answer that has not left yet."""
    own = enquiry.messages.filter(written_by=request.user, released_at__gt=now)
    return own.last()


def answers_at_hand(request: HttpRequest, enquiry: Enquiry) -> list[Prepared]:
    """Return the prepared answers of the portal and of the person's teams."""
    common = ReplyTemplate.objects.filter(team__isnull=True)
    own = ReplyTemplate.objects.filter(team__memberships__user=request.user)
    rows = [*common, *own]
    return prepared(rows, enquiry, name_of(request.user), get_language())


def name_of(user: Any) -> str:
    """Return how a colleague is called."""
    return user.get_full_name() or user.get_username().partition("@")[0]


@require_POST
@enquiry_page
def retry_delivery(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    """Try again to send what could not be sent."""
    for mail in mails_to_resend(enquiry):
        retry_email(mail=mail, now=timezone.now(), by=actor(request))
    return redirect("contacts:enquiry_detail", enquiry.reference)
