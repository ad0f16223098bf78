"""What the portal does by itself when a day has come.

Each step first moves the row to its next step by a conditional UPDATE, in the same
transaction as its e-mails: two workers, or a worker killed in between, do it once.
"""

from datetime import datetime, timedelta

from django.db import transaction

from contacts.conversation.actions.ladder.rungs import STEPS
from contacts.models import Enquiry, NextAction
from portal.lib.rounds import go_round

# So long a step that failed is put off; it comes again until it succeeds.
LATER = timedelta(hours=1)


def keep_promises(*, now: datetime, by: str, limit: int = 200) -> int:
    """Do everything whose day has come; return how many enquiries it touched."""
    touched: list[bool] = []
    go_round(
        Enquiry.objects.actionable(now),
        lambda pk: touched.append(act(pk, now, by)),
        now=now,
        limit=limit,
        waits="next_action_at",
        later=LATER,
    )
    return sum(touched)


@transaction.atomic
def act(pk: int, now: datetime, by: str) -> bool:
    """Do the next step of one enquiry, if it is still due."""
    due = Enquiry.objects.select_for_update().actionable(now)
    enquiry = due.filter(pk=pk).select_related("study").first()
    if enquiry is None:
        return False
    STEPS[NextAction(enquiry.next_action)](enquiry, now, by)
    return True
