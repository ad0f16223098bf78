"""Somebody lost the link to their page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt

from contacts.allowances import LINKS_TO_ONE_ADDRESS, LOST_LINKS, one_mailbox
from contacts.conversation.actions import lost_links
from contacts.conversation.forms.contact import LostLinkForm
from contacts.conversation.views.rights import page
from contacts.proofs.views import hold_back
from contacts.ratelimits import take_ticket
from portal.lib.secret_pages import keep_secret


@csrf_exempt
@page
def lost_link(request: HttpRequest) -> HttpResponse:
    """Ask for a lost link; the answer is the same for known and unknown addresses."""
    form, now = LostLinkForm(request.POST or None), timezone.now()
    if not form.is_valid():
        form.keep_proof(now)
        status = 422 if form.is_bound else 200
        page, context = "contacts/conversation/lost_link.html", {"form": form}
        return render(request, page, context, status=status)
    email, is_person = form.cleaned_data["email"], not form.cleaned_data["homepage"]
    if is_person and (held := hold_back(request, form, LOST_LINKS)):
        return held
    if is_person and take_ticket(LINKS_TO_ONE_ADDRESS, one_mailbox(email), now=now):
        lost_links.ask_for_link(email=email, language=get_language(), now=now)
    return keep_secret(
        render(request, "contacts/conversation/link_asked.html", {"email": email})
    )


lost_link.keeps = LostLinkForm
