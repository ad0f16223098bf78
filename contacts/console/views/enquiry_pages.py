"""What every page about one enquiry has in common."""

from functools import wraps

from django.http import HttpRequest, HttpResponse

from contacts.enquiries.models.enquiries import Enquiry
from contacts.enquiries.views.gone import unless_gone
from contacts.teams.views.staff_pages import Page, refuse_access, staff_page


def enquiry_page(view: Page) -> Page:
    """Find the enquiry of a reference among those that the person may see.

    One of another site is answered like one that does not exist.
    """

    @wraps(view)
    def inner(request: HttpRequest, reference: str) -> HttpResponse:
        visible = Enquiry.objects.visible_to(request.user)
        found = visible.select_related("study", "site", "owner")
        enquiry = found.filter(reference=reference).first()
        if enquiry is None:
            refuse_access(request)
        return unless_gone(view)(request, enquiry)

    return staff_page(inner)
