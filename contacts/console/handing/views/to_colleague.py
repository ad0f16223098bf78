"""An enquiry goes to a colleague by name."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from contacts.console.forms.handing_over import HandOverForm
from contacts.console.views.enquiries import show_enquiry
from contacts.console.views.enquiry_pages import enquiry_page
from contacts.console.views.handling import back
from contacts.inbox.actions.handing_over import hand_to_colleague
from contacts.models import Enquiry
from contacts.teams.views.staff_pages import actor


@require_POST
@enquiry_page
def hand_enquiry_over(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    """Ask a colleague to go on, with a note for them."""
    form = HandOverForm(request.POST, user=request.user)
    if not form.is_valid():
        return show_enquiry(request, enquiry, hand_over_form=form, status=422)
    who = {"user": request.user, "now": timezone.now(), "by": actor(request)}
    if hand_to_colleague(enquiry=enquiry, **form.cleaned_data, **who):
        return back(enquiry)
    enquiry.refresh_from_db()
    instead = {"hand_over_form": form, "is_taken": True}
    return show_enquiry(request, enquiry, status=409, **instead)


hand_enquiry_over.keeps = HandOverForm
