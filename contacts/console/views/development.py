"""For newcomers: the mails that the portal sent on this machine."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from contacts.models import OutgoingEmail
from portal.pages.development import is_development

SHOWN = 50
ERRORS = (400, 403, 404, 500)


@never_cache
@require_safe
def dev_inbox(request: HttpRequest) -> HttpResponse:
    """List the newest e-mails with their words; only under DEBUG."""
    if not is_development(request):
        raise Http404
    mails = OutgoingEmail.objects.order_by("-pk")[:SHOWN]
    return render(request, "contacts/console/dev_inbox.html", {"mails": mails})


@never_cache
@require_safe
def dev_error(request: HttpRequest, status: int) -> HttpResponse:
    """Show an error page as visitors see it; under DEBUG Django shows its own."""
    if not is_development(request) or status not in ERRORS:
        raise Http404
    return render(request, f"portal/errors/{status}.html")
