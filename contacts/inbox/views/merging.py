"""Two enquiries of one family become one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from contacts.enquiries.views.gone import unless_gone
from contacts.inbox.actions.merging import merge_enquiries
from contacts.inbox.undo_offers import offer_undo
from contacts.models import Enquiry
from contacts.teams.views.staff_pages import actor, refuse_access, staff_page


@require_POST
@staff_page
@unless_gone
def merge_enquiry(request: HttpRequest, reference: str) -> HttpResponse:
    """Let another enquiry of the family go on in this one."""
    visible = Enquiry.objects.visible_to(request.user)
    into = visible.filter(reference=reference).first()
    other = visible.filter(reference=request.POST.get("other", "")).first()
    if into is None or other is None:
        refuse_access(request)
    now = timezone.now()
    done = merge_enquiries(enquiry=other, into=into, now=now, by=actor(request))
    offer_undo(request, done, now)
    return redirect("contacts:enquiry_detail", into.reference)
