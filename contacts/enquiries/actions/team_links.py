"""A mailbox opens its link, and links that are over go."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from contacts.enquiries.actions.locking import lock_enquiry
from contacts.enquiries.actions.opening import open_enquiry
from contacts.enquiries.actions.posting import audit
from contacts.models import TeamLink, Verb


@transaction.atomic
def open_team_link(*, link: TeamLink, now: datetime) -> None:
    """Record that a mailbox has read it; the family sees that somebody did."""
    enquiry = lock_enquiry(link.enquiry)
    by = f"link:{link.pk}"
    TeamLink.objects.filter(pk=link.pk).update(
        openings=F("openings") + 1, opened_at=Coalesce("opened_at", now)
    )
    audit(enquiry, Verb.TEAM_LINK_OPENED, now, by)
    open_enquiry(enquiry=enquiry, now=now, by=by)
