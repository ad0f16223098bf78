"""Figures for a site and for the desk."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from contacts.console.dashboards import panels
from contacts.console.figures import figures, since
from contacts.console.waiting import count_waiting
from contacts.console.weeks import Row
from contacts.inbox.forms.looking import InboxForm
from contacts.models import Enquiry, Outcome, Team
from contacts.teams.views.staff_pages import own_teams, staff_page


@require_safe
@staff_page
def show_figures(request: HttpRequest) -> HttpResponse:
    """Show how fast families are answered, for all own sites or one team's."""
    now = timezone.now()
    form = InboxForm(request.GET, teams=own_teams(request))
    families = Enquiry.objects.visible_to(request.user).real()
    visible = families.exclude(outcome=Outcome.SPAM).order_by()
    if team := form.asked()["team"]:
        sites = Team.sites.through.objects.filter(team=team)
        visible = visible.filter(site__in=sites.values("studysite"))
    recent = visible.filter(created_at__gte=since(now))
    rows = recent.values_list(*Row.__dataclass_fields__).iterator()
    found = figures((Row(*row) for row in rows), count_waiting(visible, now), now)
    context = {"figures": found, "form": form, "panels": panels(found, get_language())}
    return render(request, "contacts/console/show_figures.html", context)
