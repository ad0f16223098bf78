"""One enquiry whole, as the team sees it."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from contacts.console.beside.begun import words_of_begun
from contacts.console.beside.just_answered import just_answered
from contacts.console.detail import read_detail
from contacts.console.views.enquiry_pages import enquiry_page
from contacts.enquiries.actions.dropping import mails_to_resend
from contacts.enquiries.actions.opening import open_enquiry
from contacts.enquiries.actions.posting import audit
from contacts.inbox.undo_offers import show_offer
from contacts.mail.giving_up import retry_email
from contacts.models import Enquiry, Verb
from contacts.teams.member_names import name_of
from contacts.teams.views.staff_pages import actor


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
    begun = words_of_begun(enquiry, request.user, timezone.now())
    state = {"revision": enquiry.revision, "owner": owner, "begun": begun}
    return JsonResponse(state)


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
    context |= {
        "just_answered": just_answered(request, enquiry, now),
        "offer": show_offer(request, now),
    }
    name = "contacts/console/enquiry_detail.html"
    return render(request, name, context, status=status)


@require_POST
@enquiry_page
def retry_delivery(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    """Try again to send what could not be sent."""
    for mail in mails_to_resend(enquiry):
        retry_email(mail=mail, now=timezone.now(), by=actor(request))
    return redirect("contacts:enquiry_detail", enquiry.reference)
