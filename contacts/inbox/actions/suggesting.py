"""A team hands a family to another site: it asks, and only a consent passes it on."""

from datetime import datetime

from django.db import transaction

from contacts.conversation.actions.passing import other_sites, pass_on
from contacts.enquiries.actions.locking import lock_enquiry
from contacts.enquiries.actions.posting import audit, post
from contacts.enquiries.sentences.suggested_site import suggested_site
from contacts.models import Enquiry, Purpose, Verb
from trials.models import StudySite


@transaction.atomic
def suggest_site(*, enquiry: Enquiry, site: StudySite, now: datetime, by: str) -> bool:
    """Ask the family whether another site may have it; false where it cannot be.

    What was promised stays promised: until the family says yes, this team has it.
    """
    row = lock_enquiry(enquiry)
    if row.is_closed or site.pk not in {one.pk for one in other_sites(row, now)}:
        return False
    Enquiry.objects.filter(pk=row.pk).update(suggested_site=site)
    words = suggested_site(row, site)
    post(row, Purpose.OFFER_TO_FAMILY, words, to=[row.email], now=now)
    audit(row, Verb.SITE_OFFERED, now, by, offered=site.key)
    return True


@transaction.atomic
def pass_on_as_agreed(
    *, enquiry: Enquiry, site: StudySite, agreed: str, now: datetime, by: str
) -> bool:
    """Pass it on at once to a family's spoken yes; its very words are kept."""
    row = lock_enquiry(enquiry)
    if row.is_closed or site.pk not in {one.pk for one in other_sites(row, now)}:
        return False
    return pass_on(enquiry=row, site=site, now=now, by=by, agreed=agreed)
