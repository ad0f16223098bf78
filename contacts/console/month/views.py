"""The month of a study: a page, and the same as PDF; both stand in the audit."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from contacts.console.month.forms import MonthForm
from contacts.console.month.report import MonthReport, month_report, report_pdf
from contacts.models import Enquiry, Verb
from contacts.teams.views.staff_pages import actor, staff_page
from portal.audit.record import record_event


@require_safe
@staff_page
def show_month(request: HttpRequest) -> HttpResponse:
    """Show one month of a study beside the month before."""
    return month_page(request, *asked_month(request, Verb.ENQUIRIES_LISTED))


def month_page(
    request: HttpRequest, form: MonthForm, report: MonthReport | None
) -> HttpResponse:
    """Show the page, also where there is nothing to report."""
    context = {"form": form, "report": report, "query": request.GET.urlencode()}
    return render(request, "contacts/console/show_month.html", context)


@require_safe
@staff_page
def take_month(request: HttpRequest) -> HttpResponse:
    """Hand the same over as one page of PDF; of nothing there is none."""
    form, report = asked_month(request, Verb.ENQUIRY_EXPORTED)
    if report is None:
        return month_page(request, form, report)
    pdf = report_pdf(report, get_language())
    response = HttpResponse(pdf, content_type="application/pdf")
    name = f"{report.number}-{form.chosen_month()}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def asked_month(
    request: HttpRequest, verb: Verb
) -> tuple[MonthForm, MonthReport | None]:
    """Return what was asked for, and note who saw the month of which study."""
    now = timezone.now()
    visible = Enquiry.objects.visible_to(request.user).real()
    form = MonthForm(request.GET, visible=visible, today=timezone.localdate(now))
    study, month = form.chosen_study(), form.chosen_month()
    if study is None:
        return form, None
    report = month_report(visible, study, month, now, get_language())
    record_event(
        verb,
        now=now,
        by=actor(request),
        study=study.registry_id,
        month=str(month),
        count=report.asked,
        persons=False,
    )
    return form, report
