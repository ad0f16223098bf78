"""Figures for a site and for the desk, the export, and the audit's own page."""

import csv
from collections.abc import Iterator
from typing import Any

from allauth.account.decorators import reauthentication_required
from babel.dates import format_skeleton
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from contacts import charts
from contacts.actions.teams import note
from contacts.figures import Row, Week, figures, since
from contacts.forms.console import InboxForm
from contacts.models import AuditEvent, Enquiry, MisfitReason, Outcome, Team, Verb
from contacts.views.staff import actor, own_teams, staff_page
from portal.lib.cldr import locale

COLUMNS = (
    *("reference", "created_at", "answer_due_on", "first_answered_at", "closed_at"),
    *("state", "outcome", "first_name", "last_name", "email", "phone", "language"),
    *("relationship", "person_age"),
)
# A spreadsheet runs what begins like this; a quotation mark before it makes it text.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
EVENTS_PER_PAGE = 100


@require_safe
@staff_page
def show_figures(request: HttpRequest) -> HttpResponse:
    """Show how fast families are answered, for all own sites or one team's."""
    now = timezone.now()
    teams = own_teams(request)
    form = InboxForm(request.GET, teams=teams)
    asked = form.asked()
    visible = Enquiry.objects.visible_to(request.user).filter(
        created_at__gte=since(now)
    )
    if asked["team"]:
        sites = Team.sites.through.objects.filter(team=asked["team"])
        visible = visible.filter(site__in=sites.values("studysite"))
    names = Row.__dataclass_fields__
    rows = visible.order_by().values_list(*names)
    found = figures((Row(*row) for row in rows.iterator()), now)
    context = {
        "figures": found,
        "form": form,
        "asked": asked,
        "received_chart": week_chart(found.weeks, "received", get_language()),
        "speed_chart": week_chart(found.weeks, "median_hours", get_language()),
        "outcomes": [(Outcome(code).label, count) for code, count in found.outcomes],
        "misfits": [(MisfitReason(c).label, count) for c, count in found.misfits],
    }
    return render(request, "contacts/reports/show_figures.html", context)


def week_chart(weeks: list[Week], name: str, language: str) -> charts.Chart:
    """Return one bar a week."""
    names = locale(language)
    days = [format_skeleton("Md", one.monday, locale=names) for one in weeks]
    values = [getattr(one, name) for one in weeks]
    return charts.bars(list(zip(days, values, strict=True)))


@require_safe
@staff_page
@reauthentication_required
def export_enquiries(request: HttpRequest) -> HttpResponse:
    """Hand over the visible enquiries as CSV, after the password once more."""
    enquiries = Enquiry.objects.visible_to(request.user)
    count = enquiries.count()
    note(Verb.ENQUIRY_EXPORTED, timezone.now(), actor(request), count=count)
    response = StreamingHttpResponse(csv_lines(enquiries), content_type="text/csv")
    response["Content-Disposition"] = 'attachment; filename="enquiries.csv"'
    return response


class Echo:
    """A file that hands each line on instead of keeping it."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


def csv_lines(enquiries: Any) -> Iterator[str]:
    """Return the header and one line for each enquiry."""
    writer = csv.writer(Echo())
    yield writer.writerow(("study", "site", *COLUMNS))
    rows = enquiries.select_related("study", "site").order_by("pk")
    for enquiry in rows.iterator(chunk_size=500):
        values = (getattr(enquiry, name) for name in COLUMNS)
        cells = (enquiry.study.registry_id, enquiry.team_name, *values)
        yield writer.writerow([harmless(cell) for cell in cells])


def harmless(value: object) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


@require_safe
@staff_page
@permission_required("contacts.view_auditevent", raise_exception=True)
def audit_log(request: HttpRequest) -> HttpResponse:
    """Show what was done when and by which account, without anybody's data."""
    events = AuditEvent.objects.order_by("-pk")
    page = Paginator(events, EVENTS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "contacts/reports/audit_log.html", {"page": page})
