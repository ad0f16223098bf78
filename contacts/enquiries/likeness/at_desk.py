"""What is like an advertisement is accepted as any other, and stands with the desk."""

from contacts.enquiries.actions.routes import take_route
from contacts.enquiries.actions.stages.reading import stages_for
from contacts.enquiries.likeness.traces import SpamTrace
from contacts.enquiries.models.enquiries import Enquiry
from contacts.enquiries.routing import PORTAL_DESK, Route, find_way


def with_desk(enquiry: Enquiry, text: str, where: Route) -> Route:
    """Return where it goes: to the desk, marked, where it is like an advertisement.

    The promise is the same. What may be an emergency goes to the team all the same.
    """
    if not SpamTrace.objects.is_like_one(text):
        return where
    enquiry.looks_alike = True
    if enquiry.is_urgent:
        return where
    today = enquiry.created_at.date()
    to_desk = stages_for(enquiry.study, enquiry.site, today, only=PORTAL_DESK)
    desk = find_way(to_desk)
    take_route(enquiry, desk)
    return desk
