"""What subscribers are told: a ledger that is also the queue, and whose turn it is."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from contacts.alerts.models.subscriptions import Subscription
from contacts.mail.models.outbox import OutgoingEmail, from_now
from trials.models import Study, StudySite, Trigger


class AlertState(models.TextChoices):
    """What became of an alert."""

    QUEUED = "QUEUED", _("Waiting for its mail")
    MAILED = "MAILED", _("In a mail")


class AlertQuerySet(models.QuerySet["Alert"]):
    """Which alerts."""

    def waiting(self) -> "AlertQuerySet":
        """Those that are in no mail yet."""
        return self.filter(state=AlertState.QUEUED)

    def due(self, now: datetime) -> "AlertQuerySet":
        """Those that wait for a mail whose time has come."""
        return self.waiting().filter(due_at__lte=now)


class Alert(models.Model):
    """One study that one household is told of: the ledger, and the queue.

    A household hears of a study once before it takes people and once when it does,
    however many subscriptions it has. What turns out to be untrue before it is told is
    deleted, so that it can become news again.
    """

    PERSONAL = {"household", "subscription", "study"}
    IMPERSONAL = {
        *("id", "is_recruiting", "trigger", "site", "state"),
        *("due_at", "created_at", "mail"),
    }

    subscription = models.ForeignKey(
        Subscription, models.CASCADE, related_name="alerts"
    )
    household = models.CharField(max_length=64)
    study = models.ForeignKey(Study, models.CASCADE, related_name="alerts")
    is_recruiting = models.BooleanField()
    trigger = models.CharField(max_length=16, choices=Trigger.choices)
    site = models.ForeignKey(
        StudySite, models.SET_NULL, related_name="alerts", null=True, blank=True
    )
    state = models.CharField(
        max_length=8, choices=AlertState.choices, default=AlertState.QUEUED
    )
    due_at = models.DateTimeField()
    created_at = models.DateTimeField()
    mail = models.ForeignKey(
        OutgoingEmail, models.SET_NULL, related_name="alerts", null=True, blank=True
    )

    objects = AlertQuerySet.as_manager()

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["due_at", "subscription"],
                name="alert_waiting",
                condition=Q(state="QUEUED"),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "study", "is_recruiting"],
                name="alert_once_for_household_and_study",
            ),
            models.CheckConstraint(
                condition=Q(state__in=AlertState.values), name="alert_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subscription_id} {self.study_id} {self.trigger}"


class AlertTurnQuerySet(models.QuerySet["AlertTurn"]):
    """Whose turn it is."""

    def take(self, name: str, lease: timedelta) -> bool:
        """Take a turn that nobody has, on the database's clock; false without."""
        self.bulk_create([AlertTurn(name=name)], ignore_conflicts=True)
        free = self.filter(name=name, stopped_at=None, busy_until__lte=Now())
        return bool(free.update(busy_until=from_now(lease)))

    def keep(self, name: str, lease: timedelta) -> bool:
        """Hold a turn for longer; false when somebody has stopped it."""
        mine = self.filter(name=name, stopped_at=None)
        return bool(mine.update(busy_until=from_now(lease)))

    def give_back(self, name: str, after: timedelta = timedelta()) -> None:
        """Let the next one have it, at once or in a while."""
        # A moment ago: SQLite compares times as text, to the thousandth of a second.
        pause = after if after > timedelta() else timedelta(seconds=-1)
        self.filter(name=name).update(busy_until=from_now(pause))


class AlertTurn(models.Model):
    """One of the two jobs, done by one process at a time; the desk can stop it."""

    PERSONAL = {"stopped_by"}
    IMPERSONAL = {
        *("id", "name", "busy_until", "stopped_at"),
        *("run_at", "found", "aged_on", "aged_through"),
    }

    MATCHING = "matching"
    SENDING = "sending"

    name = models.CharField(max_length=16, unique=True)
    busy_until = models.DateTimeField(db_default=Now())
    stopped_at = models.DateTimeField(null=True, blank=True)
    # "user:<pk>"
    stopped_by = models.CharField(max_length=64, blank=True)
    # The last run that came to its end, and what all runs came to.
    run_at = models.DateTimeField(null=True, blank=True)
    found = models.PositiveBigIntegerField(default=0)
    # The day on which birthdays were last looked at.
    aged_on = models.DateField(null=True, blank=True)
    # … and the last study that was, while that is not done.
    aged_through = models.PositiveBigIntegerField(default=0)

    objects = AlertTurnQuerySet.as_manager()

    class Meta:
        verbose_name = _("turn of a job")
        verbose_name_plural = _("turns of jobs")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
