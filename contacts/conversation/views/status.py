"""The family's page of one enquiry: where it is, what was said, and writing again."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from contacts.allowances import IN_ONE_ENQUIRY
from contacts.conversation.actions.addresses_put_right import may_put_right
from contacts.conversation.actions.family_writes import add_family_message
from contacts.conversation.course import Course
from contacts.conversation.export import export_enquiry, left
from contacts.conversation.forms.conversation import WriteForm
from contacts.conversation.looked_at import looks_at
from contacts.conversation.timeline import timeline
from contacts.conversation.views.family_pages import family_page
from contacts.conversation.way import way_of
from contacts.enquiries.actions.posting import audit
from contacts.enquiries.forms.message import TOO_MUCH
from contacts.enquiries.helplines import helplines
from contacts.enquiries.page_links import status_url
from contacts.enquiries.sentences.person import lines_about_person
from contacts.files.words import asked_form, words_file
from contacts.mail.rendering import absolute
from contacts.models import Enquiry, Verb
from contacts.ratelimits import take_ticket
from contacts.telephones import telephones
from trials.pages.paper.qr import draw_qr

# As the audit names families.
BY = "enquirer"


@require_safe
@family_page
def enquiry_status(request: HttpRequest, enquiry: Enquiry, token: str) -> HttpResponse:
    """Show the receipt: to whom it went, what happened since, what comes next."""
    return show_status(request, enquiry, token, WriteForm())


@require_POST
@family_page
def write_again(request: HttpRequest, enquiry: Enquiry, token: str) -> HttpResponse:
    """Add a message to the conversation."""
    form = WriteForm(request.POST)
    if not form.is_valid():
        return show_status(request, enquiry, token, form, status=422)
    if not take_ticket(IN_ONE_ENQUIRY, enquiry.reference, now=timezone.now()):
        form.add_error(None, TOO_MUCH)
        return show_status(request, enquiry, token, form, status=429)
    add_family_message(
        enquiry=enquiry,
        text=form.cleaned_data["message"],
        key=form.cleaned_data["key"],
        now=timezone.now(),
    )
    return redirect("contacts:enquiry_status", token)


write_again.keeps = WriteForm


@require_safe
@family_page
def print_enquiry(request: HttpRequest, enquiry: Enquiry, token: str) -> HttpResponse:
    """Show everything on one sheet for paper."""
    context = status_values(enquiry, token)
    context["person"] = lines_about_person(enquiry)
    context["telephones"] = telephones(enquiry.study, enquiry.site)
    audit(enquiry, Verb.FAMILY_EXPORTED, timezone.now(), BY, form="print")
    return render(request, "contacts/conversation/print_enquiry.html", context)


@require_safe
@family_page
def download_enquiry(
    request: HttpRequest, enquiry: Enquiry, token: str
) -> HttpResponse:
    """Hand over all that is stored: in words, or as JSON."""
    if asked_form(request) != "json":
        return enquiry_in_words(request, enquiry, token)
    response = JsonResponse(
        export_enquiry(enquiry, timezone.now()),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
    audit(enquiry, Verb.FAMILY_EXPORTED, timezone.now(), BY, form="json")
    name = f"{enquiry.reference.lower()}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def enquiry_in_words(
    request: HttpRequest, enquiry: Enquiry, token: str
) -> HttpResponse:
    """Hand it over as people read it, on pages or as text."""
    now = timezone.now()
    said = status_values(enquiry, token)
    said |= {"person": lines_about_person(enquiry), "emails": left(enquiry, now)}
    audit(enquiry, Verb.FAMILY_EXPORTED, now, BY, form=asked_form(request))
    template = "contacts/conversation/everything.txt"
    return words_file(request, template, said, enquiry.reference.lower())


def show_status(
    request: HttpRequest,
    enquiry: Enquiry,
    token: str,
    form: WriteForm,
    status: int = 200,
) -> HttpResponse:
    """Show the page with all that was typed."""
    said = status_values(enquiry, token)
    context = {
        **said,
        "form": form,
        "noted": request.GET.get("noted", ""),
        "may_put_right": may_put_right(enquiry, timezone.now()),
        "looks": looks_at(said["course"]),
    }
    context["beside"] = [one for one in said["steps"] if not one.is_station]
    if status == 429:
        context["telephones"] = telephones(enquiry.study, enquiry.site)
    template = "contacts/conversation/enquiry_status.html"
    return render(request, template, context, status=status)


def status_values(enquiry: Enquiry, token: str) -> dict[str, Any]:
    """Return what the page and its print say."""
    course = Course(enquiry, timezone.now())
    return {
        "enquiry": enquiry,
        "course": course,
        "token": token,
        "way": way_of(enquiry, course.mails),
        "steps": timeline(course),
        "conversation": course.messages,
        "others": course.others,
        **helplines(enquiry.site.country if enquiry.site else ""),
        **way_back(enquiry),
    }


def way_back(enquiry: Enquiry) -> dict[str, object]:
    """Return the square that leads here, for those to whom no mail can bring a link."""
    if not enquiry.code:
        return {}
    return {
        "qr": draw_qr(status_url(enquiry)),
        "code_url": absolute("contacts:enter_code", enquiry.language),
    }
