"""The administrators' page on the hospital itself: a list of what is missing."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from contacts.console.ours.forms import AboutHospitalForm
from contacts.console.ours.groups import GROUPS
from contacts.console.ours.missing import steps
from contacts.console.ours.trying import last_tries, send_test_mail
from contacts.teams.views.staff_pages import actor, admin_page
from portal.hospital.actions import say_settings


@require_safe
@admin_page
def set_up_hospital(request: HttpRequest) -> HttpResponse:
    """List what is there and what is missing; one may stop and come back."""
    lines, tries = steps(timezone.localdate()), last_tries(timezone.now())
    # What was tried and failed is to be done as well: a sender that others refuse.
    left = (
        [one for one in lines if one.lacks],
        [one for one in tries if not one.is_fine],
    )
    context = {"steps": lines, "open": sum(map(len, left)), "tries": tries}
    return render(request, "contacts/console/ours/set_up_hospital.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@admin_page
def say_of_hospital(request: HttpRequest, key: str) -> HttpResponse:
    """Ask for the settings of one group."""
    group = GROUPS.get(key)
    if group is None:
        raise Http404
    is_sent = request.method == "POST"
    data, files = (request.POST, request.FILES) if is_sent else (None, None)
    form = AboutHospitalForm(data, files, group=group)
    if is_sent and form.is_valid():
        say_settings(values=form.values(), now=timezone.now(), by=actor(request))
        messages.success(request, _("Saved: %(matter)s.") % {"matter": group.title})
        return redirect("contacts:set_up_hospital")
    return render(
        request,
        "contacts/console/ours/say_of_hospital.html",
        {"group": group, "form": form},
        status=422 if form.is_bound else 200,
    )


@require_POST
@admin_page
def try_mail(request: HttpRequest) -> HttpResponse:
    """Send a mail to the desk, by the way that all mails take."""
    send_test_mail(now=timezone.now(), by=actor(request))
    return redirect("contacts:set_up_hospital")
