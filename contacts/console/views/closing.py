"""An enquiry is closed and taken up again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from contacts.console.forms.closing import CloseForm
from contacts.console.views.enquiries import show_enquiry
from contacts.console.views.enquiry_pages import enquiry_page
from contacts.console.views.handling import back
from contacts.conversation.actions import closing
from contacts.conversation.actions.answering import ConflictError
from contacts.models import Enquiry
from contacts.teams.views.staff_pages import actor


@require_POST
@enquiry_page
def close_enquiry(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    """End it, with what came of it; if anybody wrote meanwhile it stays open."""
    form = CloseForm(request.POST, enquiry=enquiry)
    if enquiry.is_closed or not form.is_valid():
        return show_enquiry(request, enquiry, close_form=form, status=422)
    try:
        closing.close(
            enquiry=enquiry, **form.cleaned_data, now=timezone.now(), by=actor(request)
        )
    except ConflictError:
        enquiry.refresh_from_db()
        return show_enquiry(request, enquiry, has_not_closed=True, status=409)
    except closing.SilentEndError:
        # The form says which answer is owed, as it would have said before.
        enquiry.refresh_from_db()
        late = CloseForm(request.POST, enquiry=enquiry)
        return show_enquiry(request, enquiry, close_form=late, status=409)
    return redirect("contacts:inbox")


@require_POST
@enquiry_page
def reopen_enquiry(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    """Take a closed enquiry up again."""
    closing.reopen(enquiry=enquiry, now=timezone.now(), by=actor(request))
    return back(enquiry)
