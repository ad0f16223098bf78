"""What staff do with an enquiry; each is one form, one action, and back to its page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from contacts.console.forms.handling import (
    CallForm,
    CloseForm,
    RemarkForm,
    SnoozeForm,
    TeamAnswerForm,
)
from contacts.console.views.enquiries import show_enquiry
from contacts.console.views.enquiry_pages import enquiry_page
from contacts.conversation.actions import closing, handling
from contacts.conversation.actions.answering import ConflictError, answer_family
from contacts.conversation.actions.letters.accepting import accept_inbound
from contacts.conversation.actions.taking_back import take_answer_back
from contacts.models import CallResult, Enquiry
from contacts.teams.views.staff_pages import actor


def back(enquiry: Enquiry) -> HttpResponse:
    """Return to the enquiry's page."""
    return redirect("contacts:enquiry_detail", enquiry.reference)


@require_POST
@enquiry_page
def answer_enquiry(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    """Send an answer; if anybody wrote meanwhile it is shown again, not sent."""
    form = TeamAnswerForm(request.POST)
    if not form.is_valid():
        return show_enquiry(request, enquiry, answer_form=form, status=422)
    now, by, user = timezone.now(), actor(request), request.user
    try:
        answer_family(
            enquiry=enquiry,
            text=form.cleaned_data["text"],
            seen=form.cleaned_data["seen"],
            user=user,
            now=now,
            by=by,
        )
    except ConflictError:
        form.data = form.data.copy()
        form.data["seen"] = enquiry.revision
        return show_enquiry(
            request, enquiry, answer_form=form, is_conflict=True, status=409
        )
    handling.claim(enquiry=enquiry, user=user, now=now, by=by)
    return back(enquiry)


answer_enquiry.keeps = TeamAnswerForm


@require_POST
@enquiry_page
def accept_letter(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    """Take a mail from another address as theirs whose reply address it used."""
    number = request.POST.get("mail", "")
    others = enquiry.inbound.others()
    mail = others.filter(pk=int(number)).first() if number.isdecimal() else None
    if mail is None:
        raise Http404
    if accept_inbound(mail=mail, now=timezone.now(), by=actor(request)):
        return back(enquiry)
    return show_enquiry(request, enquiry, is_unplaced=True, status=409)


@require_POST
@enquiry_page
def undo_answer(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    """Take the answer back while it waits, and put its text into the form again."""
    now = timezone.now()
    last = enquiry.messages.filter(written_by=request.user, released_at__gt=now).last()
    if last is None:
        return show_enquiry(request, enquiry, is_too_late=True, status=409)
    text = last.body
    if not take_answer_back(
        message=last, user=request.user, now=now, by=actor(request)
    ):
        return show_enquiry(request, enquiry, is_too_late=True, status=409)
    enquiry = get_object_or_404(Enquiry, pk=enquiry.pk)
    form = TeamAnswerForm(initial={"text": text, "seen": enquiry.revision})
    return show_enquiry(request, enquiry, answer_form=form)


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
def log_call(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    """Note a call."""
    form = CallForm(request.POST)
    if not form.is_valid():
        return show_enquiry(request, enquiry, call_form=form, status=422)
    handling.log_call(
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
def snooze_enquiry(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    """Put it off to a later day."""
    now = timezone.now()
    form = SnoozeForm(request.POST, enquiry=enquiry, now=now)
    if enquiry.is_closed or not form.is_valid():
        return show_enquiry(request, enquiry, snooze_form=form, status=422)
    until = form.cleaned_data["until"]
    handling.snooze(enquiry=enquiry, until=until, now=now, by=actor(request))
    return redirect("contacts:inbox")


@require_POST
@enquiry_page
def calm_enquiry(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    """Take the urgent mark off."""
    handling.calm_enquiry(enquiry=enquiry, now=timezone.now(), by=actor(request))
    return back(enquiry)


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
