"""A begun answer is kept as it is typed."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from contacts.conversation.models.drafts import Draft
from contacts.enquiries.actions.locking import lock_enquiry
from contacts.going_on import going_on
from contacts.models import Enquiry


class OtherWindowError(Exception):
    """The same person has typed something else in another window; both are kept."""


@transaction.atomic
def keep_draft(
    *, enquiry: Enquiry, text: str, version: int, user: User, now: datetime
) -> int:
    """Keep what somebody has typed so far; return its version, 0 for nothing.

    `version` is what the window knew, 0 for none. Raises OtherWindowError where another
    window has kept something else since.
    """
    enquiry = going_on(lock_enquiry(enquiry))
    draft = Draft.objects.of(enquiry, user).first()
    if draft and draft.body == text:
        return draft.version
    if not text or is_just_sent(enquiry, text, user):
        return drop_draft(draft, version)
    if (draft.version if draft else 0) != version and draft:
        raise OtherWindowError
    values = {"body": text, "version": version + 1, "written_at": now}
    Draft.objects.update_or_create(enquiry=enquiry, written_by=user, defaults=values)
    return version + 1


def drop_draft(draft: Draft | None, version: int) -> int:
    """Delete what was emptied; return the version that is left.

    An empty window that never knew of the other one's words deletes nothing.
    """
    if draft and draft.version != version:
        raise OtherWindowError
    if draft:
        draft.delete()
    return 0


def is_just_sent(enquiry: Enquiry, text: str, user: User) -> bool:
    """Whether these words have left already: a window says so late when it closes."""
    last = enquiry.messages.filter(written_by=user).last()
    return last is not None and last.body == text
