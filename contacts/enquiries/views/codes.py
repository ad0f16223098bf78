"""The page where a code opens a family's page."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from contacts.allowances import PAGE_CODES_FROM_ONE_NETWORK
from contacts.enquiries.forms.codes import WRONG, PageCodeForm
from contacts.enquiries.forms.message import TOO_MUCH
from contacts.enquiries.page_links import status_url
from contacts.models import Enquiry
from contacts.ratelimits import give_ticket_back, take_ticket
from portal.lib.secret_pages import keep_secret
from portal.lib.visitor import network


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def enter_code(request: HttpRequest) -> HttpResponse:
    """Lead to the page of a code; a wrong one costs a try and says nothing else."""
    form = PageCodeForm(request.POST or None)
    if not form.is_valid():
        return show_code_form(request, form, 422 if form.is_bound else 200)
    visitor, now = network(request), timezone.now()
    if not take_ticket(PAGE_CODES_FROM_ONE_NETWORK, visitor, now=now):
        form.add_error(None, TOO_MUCH)
        return show_code_form(request, form, 429)
    enquiry = Enquiry.objects.of_code(form.cleaned_data["code"])
    if enquiry is None:
        form.add_error("code", WRONG)
        return show_code_form(request, form, 422)
    give_ticket_back(PAGE_CODES_FROM_ONE_NETWORK, visitor, now=now)
    return lead_to_page(enquiry)


def lead_to_page(enquiry: Enquiry) -> HttpResponse:
    """Lead to the page; its address is a secret that nothing keeps."""
    path = urlsplit(status_url(enquiry)).path
    return keep_secret(HttpResponseRedirect(path, status=303))


def show_code_form(
    request: HttpRequest, form: PageCodeForm, status: int
) -> HttpResponse:
    """Show the page with what was typed."""
    page = render(request, "contacts/enquiries/enter_code.html", {"form": form})
    page.status_code = status
    return keep_secret(page)
