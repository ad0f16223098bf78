"""The family's page of one enquiry, behind a secret link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from contacts.models import EmailState, Enquiry, Purpose
from portal.lib.tokens import token_hash


@require_safe
def enquiry_status(request: HttpRequest, token: str) -> HttpResponse:
    """Show the receipt: to whom it went, what happened since, what comes next."""
    enquiry = get_object_or_404(
        Enquiry.objects.select_related("study", "site"), token_hash=token_hash(token)
    )
    mails = {mail.purpose: mail for mail in enquiry.emails.all()}
    context = {
        "enquiry": enquiry,
        "messages_sent": enquiry.messages.all(),
        "team_mail": mails.get(Purpose.ENQUIRY_TO_TEAM),
        "copy": mails.get(Purpose.COPY_TO_SENDER),
        "FAILED": EmailState.FAILED,
    }
    response = render(request, "contacts/status/enquiry_status.html", context)
    add_never_cache_headers(response)
    # The address is the secret: it must not travel on to any other page.
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
