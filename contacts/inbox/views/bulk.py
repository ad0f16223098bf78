"""Several enquiries at once, and what was done taken back."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from contacts.inbox.actions.bulk import Deed, do_in_bulk
from contacts.inbox.actions.deeds import (
    assign_to,
    close_as,
    mark_read,
    put_off_until,
)
from contacts.inbox.actions.undoing import undo_in_bulk
from contacts.inbox.forms.choosing import BulkForm
from contacts.inbox.undo_offers import offer_undo, say_undone, take_offer
from contacts.inbox.views.lists import show_inbox
from contacts.models import Enquiry
from contacts.teams.views.staff_pages import actor, staff_page

# References of the enquiries that an export was asked for.
CHOSEN_FOR_EXPORT = "chosen_for_export"


@require_POST
@staff_page
def change_many(request: HttpRequest) -> HttpResponse:
    """Do one thing with all enquiries that were ticked."""
    now = timezone.now()
    form = BulkForm(request.POST, user=request.user, now=now)
    if not form.is_valid():
        return show_inbox(request, form, now, status=422)
    enquiries = form.enquiries()
    if form.cleaned_data["deed"] == "export":
        request.session[CHOSEN_FOR_EXPORT] = [one.reference for one in enquiries]
        return redirect(f"{reverse('contacts:export_enquiries')}?chosen=1")
    deed = deed_of(form, enquiries, now, actor(request))
    offer_undo(request, do_in_bulk(enquiries=enquiries, deed=deed), now)
    return back_to_list(request)


def deed_of(form: BulkForm, enquiries: list[Enquiry], now: datetime, by: str) -> Deed:
    """Return what is to be done with each."""
    said = form.cleaned_data
    if said["deed"] == "assign":
        return assign_to(form.people[said["colleague"]], now, by)
    if said["deed"] == "put_off":
        return put_off_until(said["until"], now, by)
    if said["deed"] == "close":
        return close_as(said["outcome"], form.seen(enquiries), now, by)
    return mark_read(is_unread=said["deed"] == "unread")


@require_POST
@staff_page
def undo_deed(request: HttpRequest) -> HttpResponse:
    """Take back what was just done."""
    now = timezone.now()
    changes = take_offer(request, now)
    stayed = undo_in_bulk(changes=changes or [], now=now, by=actor(request))
    say_undone(request, changes, stayed)
    if changes is None:
        form = BulkForm(user=request.user, now=now)
        return show_inbox(request, form, now, status=409)
    return back_to_list(request)


def back_to_list(request: HttpRequest) -> HttpResponse:
    """Return to the list that was looked at."""
    query = request.GET.urlencode()
    return redirect(f"{reverse('contacts:inbox')}{'?' if query else ''}{query}")
