"""The desk has read what is like an advertisement, and it is a family's."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from contacts.console.views.enquiry_pages import enquiry_page
from contacts.console.views.handling import back
from contacts.conversation.actions.ladder.giving import give_to_its_team
from contacts.models import Enquiry
from contacts.teams.models.reach import works_at_desk
from contacts.teams.views.staff_pages import actor, refuse_access


@require_POST
@enquiry_page
def give_to_team(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    """Give it to the team that it was meant for."""
    if not works_at_desk(request.user):
        refuse_access(request)
    give_to_its_team(enquiry=enquiry, now=timezone.now(), by=actor(request))
    return back(enquiry)
