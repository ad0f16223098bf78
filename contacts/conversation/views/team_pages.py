"""The page on which a mailbox without an account reads one enquiry and answers it.

Programs follow links in mails, so the address alone shows nothing: a press does.
"""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from contacts.allowances import IN_ONE_ENQUIRY
from contacts.conversation.actions.answering import ConflictError, answer_family
from contacts.conversation.forms.team_answers import TeamAnswerForm
from contacts.enquiries.actions.team_links import open_team_link
from contacts.enquiries.forms.message import TOO_MUCH
from contacts.enquiries.sentences.why import how_to_check, why_this_address
from contacts.enquiries.views.gone import unless_gone
from contacts.models import Enquiry, TeamLink
from contacts.ratelimits import take_ticket
from portal.lib.secret_pages import keep_secret
from portal.lib.tokens import token_hash

TEMPLATE = "contacts/conversation/read_as_team.html"


# The link itself is the key and no cookie acts, so there is nothing to forge.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def read_as_team(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button; after it the words, and a field for the answer."""
    now = timezone.now()
    links = TeamLink.objects.lasting(now).select_related("enquiry__study")
    link = get_object_or_404(links, token_hash=token_hash(token))
    return keep_secret(unless_gone(answer_or_show)(request, link.enquiry, link, now))


def answer_or_show(
    request: HttpRequest, enquiry: Enquiry, link: TeamLink, now: datetime
) -> HttpResponse:
    """Do what was asked for: nothing yet, open it, or send an answer."""
    if request.method != "POST" or enquiry.is_closed:
        return show_door(request, enquiry, link)
    if "answer" not in request.POST:
        open_team_link(link=link, now=now)
        form = TeamAnswerForm(initial={"seen": enquiry.revision})
        return show_words(request, link, form, now)
    form = TeamAnswerForm(request.POST)
    if form.is_valid() and not take_ticket(IN_ONE_ENQUIRY, enquiry.reference, now=now):
        form.add_error(None, TOO_MUCH)
        return show_words(request, link, form, now, status=429)
    if not form.is_valid():
        return show_words(request, link, form, now, status=422)
    try:
        answer_family(
            enquiry=enquiry,
            text=form.cleaned_data["text"],
            seen=form.cleaned_data["seen"],
            user=None,
            now=now,
            by=f"link:{link.pk}",
        )
    except ConflictError:
        form.say_that_somebody_wrote(Enquiry.objects.get(pk=enquiry.pk).revision)
        return show_words(request, link, form, now, status=409)
    return redirect(f"{request.path}?noted=answered")


def show_door(request: HttpRequest, enquiry: Enquiry, link: TeamLink) -> HttpResponse:
    """Show whose portal it is, why this mailbox was written to, and one button."""
    context = {
        "enquiry": enquiry,
        "link": link,
        "why": why_this_address(enquiry),
        "check": how_to_check(),
        "noted": request.GET.get("noted", ""),
    }
    return render(request, TEMPLATE, context)


def show_words(
    request: HttpRequest,
    link: TeamLink,
    form: TeamAnswerForm,
    now: datetime,
    status: int = 200,
) -> HttpResponse:
    """Show what the family wrote and how to reach them, with a field for the answer."""
    enquiry = Enquiry.objects.select_related("study", "site").get(pk=link.enquiry_id)
    context = {
        "enquiry": enquiry,
        "link": link,
        "is_open": True,
        "conversation": enquiry.messages.released(now),
        "form": form,
    }
    return render(request, TEMPLATE, context, status=status)
