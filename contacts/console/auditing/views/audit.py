"""The auditor's page: what was done, when and by whom, and the same as a file."""

from allauth.account.decorators import reauthentication_required
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from contacts.console.auditing.lines import audit_csv, audit_lines
from contacts.console.forms.audit import AuditForm
from contacts.inbox.views.pages import page_number
from contacts.models import Verb
from contacts.teams.views.staff_pages import Page, actor, staff_page
from portal.audit.models import AuditSeal
from portal.audit.record import record_event

EVENTS_PER_PAGE = 100


def auditor_page(view: Page) -> Page:
    """Let in who may read the audit."""
    may_read = permission_required("contacts.view_auditevent", raise_exception=True)
    return staff_page(may_read(view))


@require_safe
@auditor_page
def audit_log(request: HttpRequest) -> HttpResponse:
    """Show what was done, with no family's name; to look at it is an event as well."""
    form, number = AuditForm(request.GET), page_number(request)
    start = (number - 1) * EVENTS_PER_PAGE
    # One more than shown says whether there is a next page; nothing is counted.
    events = list(form.events()[start : start + EVENTS_PER_PAGE + 1])
    note_audit(request, Verb.AUDIT_OPENED, form, page=number)
    context = {
        "form": form,
        "lines": audit_lines(events[:EVENTS_PER_PAGE]),
        "previous": number - 1,
        "next": number + 1 if len(events) > EVENTS_PER_PAGE else 0,
        "query": without_page(request),
        "zone": timezone.get_current_timezone_name(),
        "seal": AuditSeal.objects.order_by("-number").first(),
    }
    return render(request, "contacts/console/audit_log.html", context)


@require_safe
@auditor_page
@reauthentication_required
def export_audit(request: HttpRequest) -> HttpResponse:
    """Hand over the same as CSV, after the password once more."""
    form = AuditForm(request.GET)
    note_audit(request, Verb.AUDIT_EXPORTED, form)
    lines = audit_csv(form.events())
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="audit.csv"'
    return response


def note_audit(
    request: HttpRequest, verb: Verb, form: AuditForm, **more: object
) -> None:
    """Record by which fields the audit was narrowed, not by which words."""
    fields = sorted(form.asked())
    record_event(verb, now=timezone.now(), by=actor(request), fields=fields, **more)


def without_page(request: HttpRequest) -> str:
    """Return the filters of an address, for its other pages and for the file."""
    asked = request.GET.copy()
    asked.pop("page", None)
    return asked.urlencode()
