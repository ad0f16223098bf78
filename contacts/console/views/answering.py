"""The team's answer: written, taken back, and letters taken into the conversation."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from contacts.console.beside.just_answered import note_answered
from contacts.console.views.enquiries import show_enquiry
from contacts.console.views.enquiry_pages import enquiry_page
from contacts.console.views.handling import back
from contacts.conversation.actions import handling
from contacts.conversation.actions.answering import ConflictError, answer_family
from contacts.conversation.actions.letters.accepting import accept_inbound
from contacts.conversation.actions.taking_back import take_answer_back
from contacts.conversation.forms.team_answers import TeamAnswerForm
from contacts.going_on import going_on
from contacts.inbox.listing import next_due
from contacts.models import Enquiry
from contacts.teams.views.staff_pages import actor


@require_POST
@enquiry_page
def answer_enquiry(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    """Send an answer; if anybody wrote meanwhile it is shown again, not sent."""
    form = TeamAnswerForm(request.POST)
    if not form.is_valid():
        return show_enquiry(request, enquiry, answer_form=form, status=422)
    text, seen = form.cleaned_data["text"], form.cleaned_data["seen"]
    who = {"user": request.user, "now": timezone.now(), "by": actor(request)}
    try:
        answer_family(enquiry=enquiry, text=text, seen=seen, **who)
    except ConflictError:
        # Merged meanwhile, it is answered where it goes on; the words stay typed.
        newest = going_on(Enquiry.objects.get(pk=enquiry.pk))
        form.say_that_somebody_wrote(newest.revision)
        return show_enquiry(request, newest, answer_form=form, status=409)
    handling.claim(enquiry=enquiry, **who)
    note_answered(request, enquiry, who["now"])
    following = next_due(request.user, enquiry, who["now"])
    return back(following if following and "go_on" in request.POST else enquiry)


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
    if not take_answer_back(
        message=last, user=request.user, now=now, by=actor(request)
    ):
        return show_enquiry(request, enquiry, is_too_late=True, status=409)
    # Its words are a begun answer again.
    return show_enquiry(request, get_object_or_404(Enquiry, pk=enquiry.pk))
