"""Which e-mails of the outbox: due, at rest, in trouble; and what each can be."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from contacts.mail.batches.queues import IN_BULK, Queue
from contacts.mail.kinds import PASSING
from portal.database.among import Said
from portal.database.clock import from_now
from portal.jobs.waking import wake_after_commit

if TYPE_CHECKING:
    from contacts.mail.models.outbox import OutgoingEmail

Row = TypeVar("Row", bound=models.Model)


class EmailState(models.TextChoices):
    """The whole life of an e-mail."""

    QUEUED = "QUEUED", _("Waiting to be sent")
    SENDING = "SENDING", _("Being sent")
    SENT = "SENT", _("Taken over by the mail server")
    DELIVERED = "DELIVERED", _("Delivered")
    RETRYING = "RETRYING", _("Will be tried again")
    BOUNCED = "BOUNCED", _("Came back")
    FAILED = "FAILED", _("Could not be sent")


# As the condition of `outbox_due` and `outbox_for_people` says it.
ON_ITS_WAY = Said(
    F("state"), [EmailState.QUEUED, EmailState.SENDING, EmailState.RETRYING]
)
# A passing e-mail that is over is kept so long for a bounce, and no longer.
KEPT = timedelta(days=3)
# As the condition of `outbox_in_trouble` says it.
IN_TROUBLE = Said(F("state"), [EmailState.FAILED, EmailState.BOUNCED])
IS_BULK = Said(F("queue"), IN_BULK)


class RowsOnTheirWay(models.QuerySet[Row]):
    """Rows that a worker claims, tries to send, and tries again."""

    def due(self) -> Self:
        """Rows to be sent now, and those whose sender died in the act."""
        return self.filter(ON_ITS_WAY, next_attempt_at__lte=Now())

    def offerable(self) -> Self:
        """Due rows that no worker has just been told of."""
        free = Q(offered_until__isnull=True) | Q(offered_until__lte=Now())
        return self.due().filter(free)

    def claim(self, pk: int, lease: timedelta) -> bool:
        """Take the row for `lease`; false when somebody else has it.

        One conditional UPDATE: the attempt counts now, so that a row that
        kills its sender ends as FAILED. While SENDING, `next_attempt_at` is the
        end of the lease.
        """
        return bool(self.due().filter(pk=pk).take(lease))

    def take(self, lease: timedelta) -> int:
        """Let these rows be being sent for `lease`; return how many there are."""
        was_abandoned = models.Case(
            models.When(state=EmailState.SENDING, then=1),
            default=0,
            output_field=models.IntegerField(),
        )
        return self.update(
            # The outcome of an attempt that never reported is unknown.
            unknown_outcomes=F("unknown_outcomes") + was_abandoned,
            state=EmailState.SENDING,
            attempts=F("attempts") + 1,
            next_attempt_at=from_now(lease),
        )


class OutgoingEmailQuerySet(RowsOnTheirWay["OutgoingEmail"]):
    """Which e-mails."""

    def bulk_create(  # type: ignore[override]
        self, objs: Iterable["OutgoingEmail"], *args: Any, **kwargs: Any
    ) -> list["OutgoingEmail"]:
        """Add e-mails, and wake a worker for those that somebody waits for."""
        made = super().bulk_create(objs, *args, **kwargs)
        wake_for(made)
        return made

    def of_queue(self, queue: str) -> "OutgoingEmailQuerySet":
        """E-mails that go together: those that people wait for, or the others."""
        alerts = Q(IS_BULK)
        return self.filter(alerts if queue == Queue.BULK else ~alerts)

    def of_provider(self, name: str) -> "OutgoingEmailQuerySet":
        """The e-mail that a provider calls so."""
        return self.filter(~Q(Said(F("provider_id"), [""])), provider_id=name)

    def in_trouble(self) -> "OutgoingEmailQuerySet":
        """E-mails that somebody has to look at."""
        return self.filter(IN_TROUBLE)

    def passed(self, now: datetime) -> "OutgoingEmailQuerySet":
        """E-mails that are over and belong to nothing that is kept."""
        is_passing = Said(F("purpose"), PASSING)
        return self.filter(is_passing, ~Q(ON_ITS_WAY), created_at__lte=now - KEPT)

    def recallable(self) -> "OutgoingEmailQuerySet":
        """E-mails that no worker may have touched yet."""
        return self.filter(
            state=EmailState.QUEUED, attempts=0, next_attempt_at__gt=Now()
        )

    def unsent(self) -> "OutgoingEmailQuerySet":
        """E-mails whose way is not over."""
        return self.filter(ON_ITS_WAY)

    def at_rest(self) -> "OutgoingEmailQuerySet":
        """Unsent e-mails that no worker has in its hands."""
        resting = [EmailState.QUEUED, EmailState.RETRYING]
        return self.filter(ON_ITS_WAY, state__in=resting)

    def abandoned(self) -> "OutgoingEmailQuerySet":
        """E-mails whose sender died in the act, or may have."""
        return self.due().filter(state=EmailState.SENDING)

    def claim_some(self, limit: int, lease: timedelta) -> list[int]:
        """Take the first that rest and are due, none that another worker takes.

        Not those whose sender died: one of them may be why it did.
        """
        due = self.at_rest().filter(next_attempt_at__lte=Now())
        if not due.exists():
            # SQLite would have locked its file to find that out.
            return []
        with transaction.atomic():
            first = due.order_by("next_attempt_at").select_for_update(skip_locked=True)
            pks = list(first.values_list("pk", flat=True)[:limit])
            self.filter(pk__in=pks).take(lease)
        return pks


def wake_for(mails: Iterable["OutgoingEmail"]) -> None:
    """Wake a worker for new mails that somebody waits for."""
    if any(mail.queue not in IN_BULK for mail in mails):
        wake_after_commit("send-enquiries")
