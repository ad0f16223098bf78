"""An enquiry is closed and taken up again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from contacts.console.forms.closing import CloseForm
from contacts.console.views.enquiries import show_enquiry
from contacts.console.views.enquiry_pages import enquiry_page
from contacts.console.views.handling import back
from contacts.conversation.actions import closing
from contacts.conversation.outcomes import SENDS_NOTHING
from contacts.enquiries.sentences.endings import closed_by_team
from contacts.inbox.actions.bulk import do_in_bulk
from contacts.inbox.actions.deeds import close_as
from contacts.inbox.undo_offers import offer_undo
from contacts.models import Enquiry
from contacts.teams.views.staff_pages import actor


@require_POST
@enquiry_page
def close_enquiry(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    """End it, with what came of it; if anybody wrote meanwhile it stays open."""
    form, now = CloseForm(request.POST, enquiry=enquiry), timezone.now()
    if enquiry.is_closed or not form.is_valid():
        return show_enquiry(request, enquiry, close_form=form, status=422)
    said = form.cleaned_data
    how = {"now": now, "by": actor(request), "reasons": said["reasons"]}
    deed = close_as(said["outcome"], {enquiry.pk: said["seen"]}, **how)
    done = do_in_bulk(enquiries=[enquiry], deed=deed)
    if done.left:
        # The form says which answer is owed, as it would have said before.
        enquiry.refresh_from_db()
        late = CloseForm(request.POST, enquiry=enquiry)
        has_changed = enquiry.revision != said["seen"]
        why = {"has_not_closed": has_changed, "close_form": late}
        return show_enquiry(request, enquiry, status=409, **why)
    offer_undo(request, done, now)
    return redirect("contacts:inbox")


@require_POST
@enquiry_page
def preview_letter(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    """Show what the family is sent if it ends so; nothing is stored."""
    enquiry.outcome = request.POST.get("outcome", "")
    is_silent = enquiry.outcome in SENDS_NOTHING or not enquiry.email
    letter = None if is_silent else closed_by_team(enquiry)
    context = {"enquiry": enquiry, "letter": letter}
    return render(request, "contacts/console/preview_letter.html", context)


@require_POST
@enquiry_page
def reopen_enquiry(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    """Take a closed enquiry up again."""
    closing.reopen(enquiry=enquiry, now=timezone.now(), by=actor(request))
    return back(enquiry)
