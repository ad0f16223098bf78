"""The screening log, for who has just given the password again."""

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from contacts.console.exporting.log import csv_lines, workbook
from contacts.console.forms.log import LogForm
from contacts.enquiries.models.enquiries import EnquiryQuerySet
from contacts.inbox.views.bulk import CHOSEN_FOR_EXPORT
from contacts.models import Enquiry, Verb
from contacts.teams.views.staff_pages import actor, staff_page
from portal.audit.record import record_event

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@staff_page
def screening_log(request: HttpRequest) -> HttpResponse:
    """Ask which enquiries the log holds, and whether it names anybody."""
    form = LogForm(visible=in_sight(request))
    return render(request, "contacts/console/screening_log.html", {"form": form})


@require_safe
@staff_page
@reauthentication_required
def export_enquiries(request: HttpRequest) -> HttpResponse:
    """Hand over what was asked for; who took it, and how many, stands in the audit.

    With `chosen` it holds those that were ticked in the inbox, with their persons.
    """
    visible = in_sight(request)
    if request.GET.get("chosen"):
        ticked = request.session.get(CHOSEN_FOR_EXPORT, [])
        visible = visible.filter(reference__in=ticked)
    form = LogForm(request.GET, visible=visible)
    enquiries = form.chosen()
    with_persons = "shape" not in request.GET or form.cleaned_data["persons"]
    now, many = timezone.now(), enquiries.count()
    detail = {"count": many, "persons": with_persons}
    record_event(Verb.ENQUIRY_EXPORTED, now=now, by=actor(request), **detail)
    is_sheet = form.cleaned_data.get("shape") == "xlsx"
    return answer_log(enquiries, is_sheet=is_sheet, with_persons=with_persons)


def in_sight(request: HttpRequest) -> EnquiryQuerySet:
    """Return the enquiries of families that somebody may see."""
    return Enquiry.objects.visible_to(request.user).real()


def answer_log(
    enquiries: EnquiryQuerySet, *, is_sheet: bool, with_persons: bool
) -> HttpResponse:
    """Return the file."""
    if is_sheet:
        body = workbook(enquiries, with_persons=with_persons)
        response = HttpResponse(body, content_type=SHEET)
    else:
        lines = csv_lines(enquiries, with_persons=with_persons)
        response = StreamingHttpResponse(lines, content_type="text/csv")
    name = f"enquiries.{'xlsx' if is_sheet else 'csv'}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
