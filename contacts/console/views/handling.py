"""What staff do with an enquiry; each is one form, one action, and back to its page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from contacts.console.forms.handling import CalmForm, RemarkForm, SnoozeForm
from contacts.console.views.enquiries import show_enquiry
from contacts.console.views.enquiry_pages import enquiry_page
from contacts.conversation.actions import handling
from contacts.inbox.actions.bulk import do_in_bulk
from contacts.inbox.actions.deeds import put_off_until
from contacts.inbox.undo_offers import offer_undo
from contacts.models import Enquiry
from contacts.teams.views.staff_pages import actor


def back(enquiry: Enquiry) -> HttpResponse:
    """Return to the enquiry's page."""
    return redirect("contacts:enquiry_detail", enquiry.reference)


@require_POST
@enquiry_page
def claim_enquiry(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    """Take care of an enquiry, or take it over from the colleague who was shown."""
    who = {"user": request.user, "now": timezone.now(), "by": actor(request)}
    held = request.POST.get("from", "")
    if held.isascii() and held.isdigit():
        done = handling.take_over(enquiry=enquiry, from_user=int(held), **who)
    else:
        done = handling.claim(enquiry=enquiry, **who)
    if done or enquiry.owner_id == request.user.pk:
        return back(enquiry)
    enquiry.refresh_from_db()
    return show_enquiry(request, enquiry, is_taken=True, status=409)


@require_POST
@enquiry_page
def release_enquiry(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    """Give it back to the team."""
    handling.release(
        enquiry=enquiry, user=request.user, now=timezone.now(), by=actor(request)
    )
    return back(enquiry)


@require_POST
@enquiry_page
def add_remark(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    """Keep an internal remark."""
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return show_enquiry(request, enquiry, remark_form=form, status=422)
    handling.add_remark(
        enquiry=enquiry,
        text=form.cleaned_data["remark"],
        user=request.user,
        now=timezone.now(),
        by=actor(request),
    )
    return back(enquiry)


add_remark.keeps = RemarkForm


@require_POST
@enquiry_page
def snooze_enquiry(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    """Put it off to a later day."""
    now = timezone.now()
    form = SnoozeForm(request.POST, enquiry=enquiry, now=now)
    if enquiry.is_closed or not form.is_valid():
        return show_enquiry(request, enquiry, snooze_form=form, status=422)
    until = form.cleaned_data["until"]
    deed = put_off_until(until, now, actor(request))
    offer_undo(request, do_in_bulk(enquiries=[enquiry], deed=deed), now)
    return redirect("contacts:inbox")


@require_POST
@enquiry_page
def calm_enquiry(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    """Take the urgent mark off, with a reason."""
    form = CalmForm(request.POST)
    if not form.is_valid():
        return show_enquiry(request, enquiry, calm_form=form, status=422)
    handling.calm_enquiry(
        enquiry=enquiry,
        reason=form.cleaned_data["reason"],
        now=timezone.now(),
        by=actor(request),
    )
    return back(enquiry)


calm_enquiry.keeps = CalmForm
