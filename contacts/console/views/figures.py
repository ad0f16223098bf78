"""Figures for a site and for the desk, and the export of enquiries."""

import csv
from collections.abc import Iterator
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from contacts.console.auditing.lines import LineByLine
from contacts.console.dashboards import panels
from contacts.console.figures import figures, since
from contacts.console.waiting import waiting_since
from contacts.console.weeks import Row
from contacts.inbox.forms.looking import InboxForm
from contacts.inbox.views.bulk import CHOSEN_FOR_EXPORT
from contacts.models import Enquiry, Team, Verb
from contacts.teams.roster.cells import harmless
from contacts.teams.views.staff_pages import actor, own_teams, staff_page
from portal.audit.record import record_event

COLUMNS = (
    *("reference", "created_at", "answer_due_on", "first_answered_at", "closed_at"),
    *("state", "outcome", "first_name", "last_name", "email", "phone", "language"),
    *("relationship", "person_age"),
)


@require_safe
@staff_page
def show_figures(request: HttpRequest) -> HttpResponse:
    """Show how fast families are answered, for all own sites or one team's."""
    now = timezone.now()
    teams = own_teams(request)
    form = InboxForm(request.GET, teams=teams)
    asked = form.asked()
    visible = Enquiry.objects.visible_to(request.user).real().order_by()
    if asked["team"]:
        sites = Team.sites.through.objects.filter(team=asked["team"])
        visible = visible.filter(site__in=sites.values("studysite"))
    recent = visible.filter(created_at__gte=since(now))
    rows = recent.values_list(*Row.__dataclass_fields__).iterator()
    found = figures((Row(*row) for row in rows), waiting_since(visible), now)
    context = {"figures": found, "form": form, "panels": panels(found, get_language())}
    return render(request, "contacts/console/show_figures.html", context)


@require_safe
@staff_page
@reauthentication_required
def export_enquiries(request: HttpRequest) -> HttpResponse:
    """Hand over the visible enquiries as CSV, after the password once more.

    With `chosen` only those that were ticked in the inbox.
    """
    enquiries = Enquiry.objects.visible_to(request.user).real()
    if request.GET.get("chosen"):
        ticked = request.session.get(CHOSEN_FOR_EXPORT, [])
        enquiries = enquiries.filter(reference__in=ticked)
    count = enquiries.count()
    record_event(
        Verb.ENQUIRY_EXPORTED, now=timezone.now(), by=actor(request), count=count
    )
    response = StreamingHttpResponse(csv_lines(enquiries), content_type="text/csv")
    response["Content-Disposition"] = 'attachment; filename="enquiries.csv"'
    return response


def csv_lines(enquiries: Any) -> Iterator[str]:
    """Return the header and one line for each enquiry."""
    writer = csv.writer(LineByLine())
    yield writer.writerow(("study", "site", *COLUMNS))
    rows = enquiries.select_related("study", "site").order_by("pk")
    for enquiry in rows.iterator(chunk_size=500):
        values = (getattr(enquiry, name) for name in COLUMNS)
        cells = (enquiry.study.registry_id, enquiry.place_name, *values)
        yield writer.writerow([harmless(cell) for cell in cells])
