"""An enquiry goes to another site, by the family's consent alone."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.http import require_POST

from contacts.console.handing.forms import HandToSiteForm
from contacts.console.views.enquiries import show_enquiry
from contacts.console.views.enquiry_pages import enquiry_page
from contacts.console.views.handling import back
from contacts.conversation.actions.passing import other_sites
from contacts.inbox.actions.suggesting import pass_on_as_agreed, suggest_site
from contacts.models import Enquiry
from contacts.teams.views.staff_pages import actor


@require_POST
@enquiry_page
def hand_to_site(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    """Ask the family, or pass it on to the yes that it gave in spoken words."""
    now, by = timezone.now(), actor(request)
    form = HandToSiteForm(request.POST, sites=other_sites(enquiry, now))
    if not form.is_valid():
        return show_enquiry(request, enquiry, site_form=form, status=422)
    to: dict[str, Any] = {"enquiry": enquiry, "site": form.chosen, "now": now, "by": by}
    if not form.cleaned_data["consent"]:
        suggest_site(**to)
        return back(enquiry)
    with override(enquiry.language):
        agreed = form.agreed_words()
    pass_on_as_agreed(agreed=agreed, **to)
    visible = Enquiry.objects.visible_to(request.user).filter(pk=enquiry.pk)
    return back(enquiry) if visible.exists() else redirect("contacts:inbox")


hand_to_site.keeps = HandToSiteForm
