"""The desk's page for a bad day: who saw or got what between two times."""

from itertools import islice

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from contacts.console.auditing.incidents import (
    AskedIncident,
    incident_csv,
    sightings,
)
from contacts.console.auditing.views.audit import without_page
from contacts.console.forms.audit import IncidentForm
from contacts.models import Verb
from contacts.teams.views.staff_pages import actor, desk_page
from portal.audit.record import record_event

SHOWN = 300


@require_safe
@desk_page
def show_incident(request: HttpRequest) -> HttpResponse:
    """Ask for the times, and then show who saw or got what."""
    form = IncidentForm(request.GET or None)
    if not form.is_valid():
        return show_form(request, form, status=422 if form.is_bound else 200)
    found = list(islice(sightings(asked_of(form)), SHOWN + 1))
    note_incident(request, Verb.INCIDENT_OPENED, form)
    return show_form(
        request,
        form,
        is_asked=True,
        sightings=found[:SHOWN],
        has_more=len(found) > SHOWN,
        query=without_page(request),
    )


def show_form(
    request: HttpRequest, form: IncidentForm, *, status: int = 200, **more: object
) -> HttpResponse:
    """Show the page with what was typed into its form."""
    zone = timezone.get_current_timezone_name()
    context = {"form": form, "shown": SHOWN, "zone": zone, **more}
    template = "contacts/console/show_incident.html"
    return render(request, template, context, status=status)


@require_safe
@desk_page
@reauthentication_required
def export_incident(request: HttpRequest) -> HttpResponse:
    """Hand over the whole list as CSV, after the password once more."""
    form = IncidentForm(request.GET)
    if not form.is_valid():
        return show_form(request, form, status=422)
    note_incident(request, Verb.INCIDENT_EXPORTED, form)
    lines = incident_csv(asked_of(form))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="incident.csv"'
    return response


def asked_of(form: IncidentForm) -> AskedIncident:
    """Return what a good form asks for."""
    return AskedIncident(**form.cleaned_data)


def note_incident(request: HttpRequest, verb: Verb, form: IncidentForm) -> None:
    """Record between which times was asked, and whether about one enquiry."""
    asked = form.cleaned_data
    times = {name: asked[name].isoformat() for name in ("begin", "end")}
    narrowed = [name for name in ("by", "enquiry") if asked[name]]
    record_event(verb, now=timezone.now(), by=actor(request), fields=narrowed, **times)
