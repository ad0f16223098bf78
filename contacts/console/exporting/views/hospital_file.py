"""All data of a hospital as one file: for one who is asked for it, and goes."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from contacts.console.exporting.hospitals import enquiries_of, hospital_members
from contacts.console.exporting.streams import zip_stream
from contacts.models import Facility, Verb
from contacts.teams.models.reach import works_at_desk
from contacts.teams.views.fresh_factor import fresh_factor
from contacts.teams.views.staff_pages import actor, admin_page
from portal.audit.record import record_event


@require_http_methods(["GET", "HEAD", "POST"])
@admin_page
def export_hospital(request: HttpRequest, number: int) -> HttpResponse:
    """Say what the file holds; the button makes it."""
    if not works_at_desk(request.user):
        raise Http404
    hospital = get_object_or_404(Facility, pk=number)
    if request.method == "POST":
        return take_hospital(request, hospital)
    context = {"hospital": hospital, "many": enquiries_of(hospital).count()}
    return render(request, "contacts/console/export_hospital.html", context)


@fresh_factor
def take_hospital(request: HttpRequest, hospital: Facility) -> HttpResponse:
    """Hand over the archive while it is written, and record that it was taken."""
    now, many = timezone.now(), enquiries_of(hospital).count()
    record_event(
        Verb.HOSPITAL_EXPORTED,
        now=now,
        by=actor(request),
        hospital=hospital.pk,
        enquiries=many,
    )
    pieces = zip_stream(hospital_members(hospital, now))
    response = StreamingHttpResponse(pieces, content_type="application/zip")
    name = f"hospital-{hospital.pk}-{now:%Y%m%d}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
