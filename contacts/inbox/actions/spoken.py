"""An enquiry is taken on the telephone or in person."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction

from contacts.conversation.actions.handling import claim
from contacts.enquiries.actions.accepting import Enquirer
from contacts.enquiries.actions.opening import open_enquiry
from contacts.enquiries.actions.sending import Accepted, send_enquiry
from contacts.models import Via
from trials.models import StudySite


@transaction.atomic
def take_spoken_enquiry(
    *,
    site: StudySite,
    enquirer: Enquirer,
    text: str,
    key: UUID,
    agreed: str,
    user: User,
    now: datetime,
    by: str,
) -> Accepted:
    """Store what a family said; whoever listened has read it and takes care of it."""
    words: dict[str, Any] = {"enquirer": enquirer, "text": text, "agreed": agreed}
    accepted = send_enquiry(
        study=site.study, site=site, key=key, now=now, by=by, **words
    )
    if accepted.is_new:
        accepted.enquiry.messages.update(via=Via.SPOKEN)
        open_enquiry(enquiry=accepted.enquiry, now=now, by=by)
        claim(enquiry=accepted.enquiry, user=user, now=now, by=by)
    return accepted
