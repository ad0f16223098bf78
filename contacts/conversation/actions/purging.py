"""What nobody needs any more goes: stray mails, requests that ran out."""

from datetime import datetime, timedelta

from contacts.conversation.actions.rights import ADDRESS_CHANGE_LASTS
from contacts.mail.hooks.delivering import purge_calls
from contacts.mail.inbound.resealing import purge_posts
from contacts.models import AddressChange, InboundEmail, Invitation, LinkRequest
from contacts.teams.actions.invitations import INVITATION_LASTS

# The desk has a month to look at a mail that stands in no conversation; as long as
# raw mail is kept, a mail that told of an alert's stays too.
STRAY_MAILS = timedelta(days=30)
# Whoever comes a little late still reads that the link is too old.
GRACE = timedelta(days=1)


def purge_leftovers(*, now: datetime) -> int:
    """Delete what has run out; return how many rows went."""
    late = now - GRACE
    gone = [
        InboundEmail.objects.loose().filter(came_at__lte=now - STRAY_MAILS),
        AddressChange.objects.filter(asked_at__lte=late - ADDRESS_CHANGE_LASTS),
        Invitation.objects.filter(invited_at__lte=late - INVITATION_LASTS),
        # One that could not be answered in a day never will be.
        LinkRequest.objects.filter(asked_at__lte=late),
    ]
    went = sum(rows.delete()[0] for rows in gone)
    return went + purge_posts(now=now) + purge_calls(now=now)
