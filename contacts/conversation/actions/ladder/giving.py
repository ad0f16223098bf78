"""What stood with the desk by mistake goes to the team that it was meant for."""

from datetime import datetime

from django.db import transaction

from contacts.conversation.actions.ladder.unopened import hand_over
from contacts.enquiries.actions.locking import lock_enquiry
from contacts.enquiries.actions.posting import audit
from contacts.enquiries.actions.routes import find_route
from contacts.models import Enquiry, Verb


@transaction.atomic
def give_to_its_team(*, enquiry: Enquiry, now: datetime, by: str) -> bool:
    """Take the mark off and write to the team; false where there is none to take off.

    The promise stays as it was given.
    """
    row = lock_enquiry(enquiry)
    if not row.looks_alike or row.is_closed:
        return False
    Enquiry.objects.filter(pk=row.pk).update(looks_alike=False)
    where = find_route(row.study, row.site, now.date())
    if where.kind != row.routed_to:
        hand_over(row, where, now)
        audit(row, Verb.ENQUIRY_REROUTED, now, by, routed_to=where.kind)
    return True
