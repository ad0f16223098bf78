"""Two enquiries of one address become one: nothing said is lost, no promise is later.

What was said moves to the one that goes on. The other ends without a letter, and its
old links and mails lead on.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from contacts.conversation.actions.closing import end
from contacts.conversation.models.merging import Merging
from contacts.enquiries.actions.locking import lock_enquiry
from contacts.enquiries.actions.posting import audit
from contacts.inbox.actions.bulk import Done, Values, values_now
from contacts.models import AgreedCall, Draft, Enquiry, Message, Outcome, Verb

NOT_ONE = _("only enquiries of one e-mail address to one site can be merged")
OVER = _("it is closed, or merged already")
CALLED = _("a call is agreed on in it; let the other go on in this one")
LEAVING = _("an answer is just leaving; try again in a moment")
# What the one that goes on takes over where the other's promise is the earlier.
PROMISE = ("answer_due_on", "answer_due_at", "next_action", "next_action_at")


@transaction.atomic
def merge_enquiries(*, enquiry: Enquiry, into: Enquiry, now: datetime, by: str) -> Done:
    """Let one go on in the other; return what was changed, or why it was not."""
    # In the order of their numbers, so that two merges never wait for each other.
    rows = {one.pk: lock_enquiry(one) for one in sorted((enquiry, into), key=by_number)}
    ends, goes_on = rows[enquiry.pk], rows[into.pk]
    if why := why_not_one(ends, goes_on, now):
        return Done(left=[(ends, str(why))])
    before = values_now(ends), values_now(goes_on)
    moved = list(ends.messages.values_list("pk", flat=True))
    Message.objects.filter(pk__in=moved).update(enquiry=goes_on)
    move_drafts(ends, goes_on)
    take_promise(ends, goes_on)
    end(enquiry=ends, outcome=Outcome.DUPLICATE, now=now, by=by)
    Merging.objects.create(enquiry=ends, into=goes_on, merged_at=now)
    audit(goes_on, Verb.ENQUIRY_PASSED_ON, now, by, merged=len(moved))
    change = changed(ends, before[0])
    merge = {**changed(goes_on, before[1]), "moved": moved, **revision_of(goes_on)}
    return Done(changed=[{**change, "mails": [], "merge": merge}])


def move_drafts(ends: Enquiry, goes_on: Enquiry) -> None:
    """Keep what somebody has begun where it goes on, below what stands there."""
    for draft in ends.drafts.all():
        there = goes_on.drafts.filter(written_by=draft.written_by_id).first()
        if there is None:
            Draft.objects.filter(pk=draft.pk).update(enquiry=goes_on)
            continue
        there.body, there.version = f"{there.body}\n\n{draft.body}", there.version + 1
        there.save(update_fields=["body", "version"])
        draft.delete()


def by_number(enquiry: Enquiry) -> int:
    """Return by what rows are locked."""
    return enquiry.pk


def why_not_one(ends: Enquiry, goes_on: Enquiry, now: datetime) -> str | Promise:
    """Return why two cannot become one; "" when they can."""
    is_one = ends.email_hash and place_of_one(ends) == place_of_one(goes_on)
    if ends.pk == goes_on.pk or not is_one:
        return NOT_ONE
    if ends.is_closed or goes_on.is_closed or hasattr(ends, "merging"):
        return OVER
    if AgreedCall.objects.still_open().filter(enquiry=ends).exists():
        return CALLED
    both = Message.objects.filter(enquiry__in=[ends.pk, goes_on.pk])
    return LEAVING if both.filter(released_at__gt=now).exists() else ""


def place_of_one(enquiry: Enquiry) -> tuple[Any, ...]:
    """Return what two enquiries must share: who may read the one may read the other."""
    return enquiry.email_hash, enquiry.study_id, enquiry.site_id


def take_promise(ends: Enquiry, goes_on: Enquiry) -> None:
    """Keep the earlier promise of those that wait; a new revision stops old answers."""
    if ends.is_waiting and (
        not goes_on.is_waiting or ends.answer_due_at < goes_on.answer_due_at
    ):
        for name in PROMISE:
            setattr(goes_on, name, getattr(ends, name))
        goes_on.state, goes_on.snoozed_until = ends.state, None
    goes_on.is_unread = goes_on.is_unread or ends.is_unread
    goes_on.save()
    Enquiry.objects.filter(pk=goes_on.pk).update(
        revision=F("revision") + 1, is_urgent=goes_on.is_urgent or ends.is_urgent
    )


def changed(enquiry: Enquiry, before: Values) -> Values:
    """Return what of an enquiry is another than before, as a session keeps it."""
    after = values_now(enquiry)
    names = [name for name in before if before[name] != after[name]]
    return {
        "pk": enquiry.pk,
        "before": {name: before[name] for name in names},
        "after": {name: after[name] for name in names},
    }


def revision_of(enquiry: Enquiry) -> Values:
    """Return the revision; whoever writes meanwhile makes it another."""
    known = Enquiry.objects.filter(pk=enquiry.pk)
    return {"revision": known.values_list("revision", flat=True).get()}


def take_apart(merge: Values, ended: int) -> bool:
    """Give each its own words again; false where the one that goes on has changed."""
    goes_on = Enquiry.objects.select_for_update().filter(pk=merge["pk"]).first()
    if goes_on is None or revision_of(goes_on)["revision"] != merge["revision"]:
        return False
    moved = Message.objects.filter(pk__in=merge["moved"], enquiry=goes_on)
    moved.update(enquiry=ended)
    Merging.objects.filter(enquiry=ended).delete()
    Enquiry.objects.filter(pk=goes_on.pk).update(revision=F("revision") + 1)
    return True
