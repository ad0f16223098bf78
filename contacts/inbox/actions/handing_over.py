"""A colleague is asked by name to go on with an enquiry."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from contacts.conversation.actions.handling import add_remark
from contacts.enquiries.actions.locking import lock_enquiry
from contacts.enquiries.actions.posting import audit
from contacts.enquiries.actions.team_mails.letters import only_brief
from contacts.enquiries.actions.team_mails.notifying import tell_addresses
from contacts.enquiries.sentences.handed_over import handed_over
from contacts.models import Enquiry, Purpose, Verb

HANDED_OVER = only_brief(Purpose.REMINDER_TO_TEAM, handed_over)


@transaction.atomic
def hand_to_colleague(
    *,
    enquiry: Enquiry,
    colleague: User,
    note: str,
    held_by: int | None,
    user: User,
    now: datetime,
    by: str,
) -> bool:
    """Give it to a colleague, with a remark; false where somebody else has it by now.

    `held_by` is who was seen to have it.
    """
    row = lock_enquiry(enquiry)
    may_see = Enquiry.objects.visible_to(colleague).filter(pk=row.pk)
    if row.owner_id != held_by or row.is_closed or not may_see.exists():
        return False
    row.owner, row.claimed_at = colleague, now
    row.save(update_fields=["owner", "claimed_at"])
    audit(row, Verb.ENQUIRY_CLAIMED, now, by, user=colleague.pk)
    if note:
        add_remark(enquiry=row, text=note, user=user, now=now, by=by)
    if colleague != user and colleague.email:
        tell_addresses(row, HANDED_OVER, [colleague.email], now)
    return True
