"""The page on which a family stops an enquiry, with two buttons and no questions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from contacts.allowances import LINKS_TO_ONE_ADDRESS, one_mailbox
from contacts.conversation.actions import stopping
from contacts.conversation.views.family_pages import family_page
from contacts.conversation.views.rights import BY, page
from contacts.enquiries.sentences import to_team
from contacts.models import Enquiry
from contacts.ratelimits import take_ticket

WHY = {"no_longer": to_team.NO_LONGER_LOOKING, "died": to_team.HAS_DIED}


@page
@family_page
def stop_mails(request: HttpRequest, enquiry: Enquiry, token: str) -> HttpResponse:
    """Stop every e-mail and reminder of one enquiry."""
    why, now = request.POST.get("why", ""), timezone.now()
    is_done = why in WHY
    has_asked = is_done and "also" in request.POST and bool(enquiry.email)
    if is_done:
        stopping.stop_mails(enquiry=enquiry, why=WHY[why], now=now, by=BY)
    mailbox = one_mailbox(enquiry.email)
    if has_asked and take_ticket(LINKS_TO_ONE_ADDRESS, mailbox, now=now):
        stopping.ask_to_stop_all(enquiry=enquiry, now=now)
    context = {"enquiry": enquiry, "token": token, "why": why, "has_asked": has_asked}
    template = "stopped" if is_done else "stop_mails"
    return render(request, f"contacts/conversation/{template}.html", context)
