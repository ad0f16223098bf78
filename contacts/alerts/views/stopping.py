"""The page behind the one link that stops all that goes to an address."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from contacts.alerts.actions import stopping
from contacts.conversation.actions.stopping import read_stop_token
from contacts.enquiries.sentences.to_team import NO_LONGER_LOOKING
from portal.lib.secret_pages import keep_secret


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_all_mails(request: HttpRequest, signed: str) -> HttpResponse:
    """Show one button; pressing it stops all that goes to the link's own mailbox."""
    address = read_stop_token(signed)
    if not address:
        raise Http404
    is_done = request.method == "POST"
    if is_done:
        stopping.stop_all_mails(
            address=address, why=NO_LONGER_LOOKING, now=timezone.now(), by="enquirer"
        )
    page = render(request, "contacts/alerts/stop_all_mails.html", {"is_done": is_done})
    return keep_secret(page)
