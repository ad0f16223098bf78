"""What can be done with several at once; each says why it leaves one alone."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from contacts.conversation.actions import closing, handling
from contacts.conversation.actions.answering import UNDO, ConflictError
from contacts.conversation.outcomes import what_is_owed
from contacts.inbox.actions.bulk import Deed
from contacts.models import Enquiry, Outcome

FINE = ""
CLOSED = _("it is closed")
TAKEN = _("a colleague has it already")
OUT_OF_SIGHT = _("that colleague may not see it")
PROMISED = _("the family was promised an answer before that day")
WRITTEN = _("somebody has written meanwhile")
UNANSWERED = _("the family waits for an answer")
Why = str | Promise


def assign_to(user: User, now: datetime, by: str) -> Deed:
    """Give what is free to a colleague; what somebody has is taken from nobody."""

    def assign(enquiry: Enquiry) -> Why:
        if enquiry.is_closed:
            return CLOSED
        if not Enquiry.objects.visible_to(user).filter(pk=enquiry.pk).exists():
            return OUT_OF_SIGHT
        won = handling.claim(enquiry=enquiry, user=user, now=now, by=by)
        return FINE if won or enquiry.owner_id == user.pk else TAKEN

    return assign


def hand_on(away: User, to: User | None, now: datetime, by: str) -> Deed:
    """Let a colleague, or whoever is there, go on with what somebody away has."""

    def hand(enquiry: Enquiry) -> Why:
        if enquiry.is_closed:
            return CLOSED
        if to and not Enquiry.objects.visible_to(to).filter(pk=enquiry.pk).exists():
            return OUT_OF_SIGHT
        if to is None:
            done = handling.release(enquiry=enquiry, user=away, now=now, by=by)
        else:
            done = handling.take_over(
                enquiry=enquiry, from_user=away.pk, user=to, now=now, by=by
            )
        return FINE if done else TAKEN

    return hand


def put_off_until(until: datetime, now: datetime, by: str) -> Deed:
    """Put off to a day, never past a promise."""

    def put_off(enquiry: Enquiry) -> Why:
        if enquiry.is_closed:
            return CLOSED
        if enquiry.is_waiting and until.date() > enquiry.answer_due_on:
            return PROMISED
        handling.snooze(enquiry=enquiry, until=until, now=now, by=by)
        return FINE

    return put_off


def close_as(
    outcome: Outcome,
    seen: dict[int, int],
    now: datetime,
    by: str,
    reasons: list[str] | None = None,
) -> Deed:
    """End them; `seen` are the revisions that were on the screen, by enquiry."""

    def close_seen(enquiry: Enquiry) -> Why:
        if enquiry.is_closed:
            return CLOSED
        how: dict[str, Any] = {"outcome": outcome, "reasons": reasons or []}
        try:
            how |= {"seen": seen[enquiry.pk], "now": now, "by": by}
            closing.close(enquiry=enquiry, delay=UNDO, **how)
        except ConflictError:
            return WRITTEN
        except closing.SilentEndError:
            return what_is_owed(enquiry, outcome) or UNANSWERED
        return FINE

    return close_seen


def mark_read(*, is_unread: bool) -> Deed:
    """Mark as read or as unread."""

    def mark(enquiry: Enquiry) -> Why:
        if enquiry.is_closed:
            return CLOSED
        Enquiry.objects.filter(pk=enquiry.pk).update(is_unread=is_unread)
        return FINE

    return mark
