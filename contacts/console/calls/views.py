"""Calls: one is noted, agreed on, or taken back."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from contacts.console.calls.forms import AgreeCallForm, CallForm
from contacts.console.views.enquiries import show_enquiry
from contacts.console.views.enquiry_pages import enquiry_page
from contacts.console.views.handling import back
from contacts.conversation.actions.calls import agreeing, noting
from contacts.models import CallResult, Enquiry
from contacts.teams.views.staff_pages import actor


@require_POST
@enquiry_page
def log_call(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    """Note what a call came to."""
    form = CallForm(request.POST, enquiry=enquiry)
    if not form.is_valid():
        return show_enquiry(request, enquiry, call_form=form, status=422)
    noting.log_call(
        enquiry=enquiry,
        result=CallResult(form.cleaned_data["result"]),
        user=request.user,
        now=timezone.now(),
        by=actor(request),
    )
    return back(enquiry)


log_call.keeps = CallForm


@require_POST
@enquiry_page
def agree_call(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    """Note for when a call is agreed."""
    now = timezone.now()
    form = AgreeCallForm(request.POST, enquiry=enquiry, now=now)
    if enquiry.is_closed or not form.is_valid():
        return show_enquiry(request, enquiry, agree_form=form, status=422)
    said = {name: form.cleaned_data[name] for name in ("at", "zone")}
    agreeing.agree_call(
        enquiry=enquiry, user=request.user, now=now, by=actor(request), **said
    )
    return back(enquiry)


agree_call.keeps = AgreeCallForm


@require_POST
@enquiry_page
def drop_call(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    """Take an agreed call back."""
    agreeing.drop_agreed_call(enquiry=enquiry, now=timezone.now(), by=actor(request))
    return back(enquiry)
