"""A family corrects, passes on, withdraws or erases its enquiry; or lost the link.

A GET shows a page with a button; only the POST acts, because mail programs and their
scanners open every link.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from contacts.allowances import CHANGES_OF_ADDRESS
from contacts.conversation.actions import erasing, passing, rights
from contacts.conversation.forms.contact import ContactForm
from contacts.conversation.forms.conversation import OtherSiteForm
from contacts.conversation.views.family_pages import family_page
from contacts.enquiries.views.gone import unless_gone
from contacts.models import AddressChange, Enquiry
from contacts.ratelimits import take_ticket
from portal.lib.secret_pages import keep_secret
from portal.lib.tokens import token_hash

page = require_http_methods(["GET", "HEAD", "POST"])
BY = "enquirer"


@page
@family_page
def correct_contact(request: HttpRequest, enquiry: Enquiry, token: str) -> HttpResponse:
    """Correct telephone, e-mail and wishes."""
    form = ContactForm(request.POST or None, enquiry=enquiry)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        context = {"enquiry": enquiry, "token": token, "form": form}
        template = "contacts/conversation/correct_contact.html"
        return render(request, template, context, status=status)
    phone, email = form.cleaned_data["phone"], form.cleaned_data["email"]
    said = {"phone": phone, "wishes": form.wishes()}
    rights.correct_contact(enquiry=enquiry, **said, now=timezone.now(), by=BY)
    if email == enquiry.email:
        return redirect("contacts:enquiry_status", token)
    return ask_address_change(request, enquiry, token, email)


def ask_address_change(
    request: HttpRequest, enquiry: Enquiry, token: str, email: str
) -> HttpResponse:
    """Mail a link to the new address, and say that it has to be followed."""
    # The page says the same: a link that was mailed three times is on its way.
    if take_ticket(CHANGES_OF_ADDRESS, enquiry.reference, now=timezone.now()):
        rights.ask_address_change(enquiry=enquiry, email=email, now=timezone.now())
    context = {"token": token, "email": email}
    return render(request, "contacts/conversation/address_asked.html", context)


correct_contact.keeps = ContactForm


@csrf_exempt
@page
@unless_gone
def confirm_address(request: HttpRequest, token: str) -> HttpResponse:
    """Make a change of address that the new mailbox confirms."""
    change = get_object_or_404(
        AddressChange.objects.select_related("enquiry"), token_hash=token_hash(token)
    )
    context = {"enquiry": change.enquiry, "is_done": False, "is_late": False}
    if request.method == "POST":
        done = rights.confirm_address(change=change, now=timezone.now(), by=BY)
        context |= {"is_done": done, "is_late": not done}
    template = "contacts/conversation/confirm_address.html"
    return keep_secret(render(request, template, context))


@page
@family_page
def other_site(request: HttpRequest, enquiry: Enquiry, token: str) -> HttpResponse:
    """Pass the enquiry on to another site that the family chooses."""
    now = timezone.now()
    sites = passing.other_sites(enquiry, now)
    asked = request.GET.get("site", "")
    form = OtherSiteForm(request.POST or None, sites=sites, initial={"site": asked})
    if not form.is_valid():
        context = {"enquiry": enquiry, "token": token, "form": form, "sites": sites}
        status = 422 if form.is_bound else 200
        template = "contacts/conversation/other_site.html"
        return render(request, template, context, status=status)
    agreed = f"{form.fields['consent'].label} ({form.chosen.name})"
    passing.pass_on(enquiry=enquiry, site=form.chosen, now=now, by=BY, agreed=agreed)
    return redirect("contacts:enquiry_status", token)


@page
@family_page
def withdraw_enquiry(
    request: HttpRequest, enquiry: Enquiry, token: str
) -> HttpResponse:
    """Take the enquiry back."""
    if request.method == "POST":
        rights.withdraw(enquiry=enquiry, now=timezone.now(), by=BY)
        return redirect("contacts:enquiry_status", token)
    context = {"enquiry": enquiry, "token": token}
    return render(request, "contacts/conversation/withdraw_enquiry.html", context)


@page
@family_page
def erase_enquiry(request: HttpRequest, enquiry: Enquiry, token: str) -> HttpResponse:
    """Erase everything at once."""
    context = {"enquiry": enquiry, "token": token, "is_erased": False}
    if request.method == "POST":
        erasing.erase_enquiry(enquiry=enquiry, now=timezone.now(), by=BY)
        context["is_erased"] = True
    return render(request, "contacts/conversation/erase_enquiry.html", context)
