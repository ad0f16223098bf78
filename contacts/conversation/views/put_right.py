"""The first hour's page on which a wrong e-mail address is put right."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from contacts.allowances import CHANGES_OF_ADDRESS, COPIES_TO_ONE_ADDRESS, one_mailbox
from contacts.conversation.actions import addresses_put_right as putting
from contacts.conversation.forms.put_right import PutRightForm
from contacts.conversation.views.family_pages import family_page
from contacts.conversation.views.rights import BY, page
from contacts.enquiries.forms.message import TOO_MUCH
from contacts.models import Enquiry
from contacts.ratelimits import take_ticket


@page
@family_page
def put_address_right(
    request: HttpRequest, enquiry: Enquiry, token: str
) -> HttpResponse:
    """Change the address at once; the page goes on under another link."""
    now = timezone.now()
    if not putting.may_put_right(enquiry, now):
        return redirect("contacts:correct_contact", token)
    form = PutRightForm(request.POST or None)
    if not form.is_valid():
        return show_put_right(
            request, enquiry, token, form, 422 if form.is_bound else 200
        )
    email = form.cleaned_data["email"]
    is_free = take_ticket(CHANGES_OF_ADDRESS, enquiry.reference, now=now)
    if not (
        is_free and take_ticket(COPIES_TO_ONE_ADDRESS, one_mailbox(email), now=now)
    ):
        form.add_error(None, TOO_MUCH)
        return show_put_right(request, enquiry, token, form, 429)
    word = putting.put_address_right(enquiry=enquiry, email=email, now=now, by=BY)
    status = reverse("contacts:enquiry_status", args=[word or token])
    return redirect(f"{status}?noted=address" if word else status)


def show_put_right(
    request: HttpRequest, enquiry: Enquiry, token: str, form: PutRightForm, status: int
) -> HttpResponse:
    """Show the page with what was typed."""
    context = {"enquiry": enquiry, "token": token, "form": form}
    template = "contacts/conversation/put_address_right.html"
    return render(request, template, context, status=status)
