"""A message that nobody wrote, sent the very way of a family's."""

from datetime import datetime
from uuid import uuid4

from django.conf import settings

from contacts.enquiries.actions.accepting import Enquirer
from contacts.enquiries.actions.sending import send_enquiry
from contacts.models import Enquiry, Relationship, Team
from trials.models import StudySite

WORDS = "This is a rehearsal of the portal. Nobody wrote it, and nobody waits."


class NotRehearsingError(Exception):
    """The team takes real messages, or has no site to be asked about."""


def nobody(email: str) -> Enquirer:
    """Return whom a rehearsal comes from."""
    return Enquirer(
        first_name="Rehearsal",
        last_name="Nobody",
        email=email,
        phone="",
        other_language="",
        relationship=Relationship.MYSELF,
        person_age=None,
        language=settings.LANGUAGE_CODE,
    )


def send_rehearsal(*, site: StudySite, email: str, now: datetime, by: str) -> Enquiry:
    """Send a message to a site's team, marked as nobody's; the copy goes to `email`."""
    sent = send_enquiry(
        study=site.study,
        site=site,
        enquirer=nobody(email),
        text=WORDS,
        key=uuid4(),
        now=now,
        by=by,
        is_rehearsal=True,
    )
    return sent.enquiry


def rehearse_with(*, team: Team, email: str, now: datetime, by: str) -> Enquiry:
    """Send a rehearsing team a message; a team that families write to gets none."""
    site = team.sites.select_related("study").order_by("pk").first()
    if not team.is_rehearsing or site is None:
        raise NotRehearsingError
    return send_rehearsal(site=site, email=email, now=now, by=by)
