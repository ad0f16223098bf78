"""What subscribers are told: a ledger that is also the queue, and whose turn it is."""

from datetime import datetime

from django.db import connection, models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contacts.alerts.models.subscriptions import Subscription
from contacts.mail.models.outbox import OutgoingEmail
from portal.database.among import Said, one_of
from portal.database.indexes import index_of_some
from trials.models import Study, StudySite, Trigger

# PostgreSQL and SQLite call the columns of a list of values so. That the numbers stand
# there twice lets PostgreSQL look each up; else it reads the whole ledger.
PUT_IN_MAILS = """
UPDATE contacts_alert SET state = %s, mail_id = mails.column2
FROM (VALUES {pairs}) AS mails WHERE contacts_alert.id = mails.column1 AND {which}
"""


class AlertState(models.TextChoices):
    QUEUED = "QUEUED", _("Waiting for its mail")
    MAILED = "MAILED", _("In a mail")


class AlertQuerySet(models.QuerySet["Alert"]):
    def waiting(self) -> "AlertQuerySet":
        """Those that are in no mail yet."""
        return self.filter(Said(F("state"), [AlertState.QUEUED]))

    def due(self, now: datetime) -> "AlertQuerySet":
        """Those that wait for a mail whose time has come."""
        return self.waiting().filter(due_at__lte=now)

    def put_in_mails(self, mail_of: dict[int, int]) -> None:
        """Write which mail tells of each alert, in one statement."""
        if mail_of:
            pairs = ", ".join(f"({int(a)}, {int(m)})" for a, m in mail_of.items())
            with connection.cursor() as cursor:
                which = one_of("contacts_alert.id", mail_of)
                change = PUT_IN_MAILS.format(pairs=pairs, which=which)
                cursor.execute(change, [AlertState.MAILED])


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
    # Found by the constraint's own index, which begins with it.
    study = models.ForeignKey(
        Study, models.CASCADE, related_name="alerts", db_index=False
    )
    is_recruiting = models.BooleanField()
    trigger = models.CharField(max_length=16, choices=Trigger.choices)
    site = models.ForeignKey(
        StudySite,
        models.SET_NULL,
        related_name="alerts",
        null=True,
        blank=True,
        db_index=False,
    )
    state = models.CharField(
        max_length=8, choices=AlertState.choices, default=AlertState.QUEUED
    )
    due_at = models.DateTimeField()
    created_at = models.DateTimeField()
    mail = models.ForeignKey(
        OutgoingEmail,
        models.SET_NULL,
        related_name="alerts",
        null=True,
        blank=True,
        db_index=False,
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
            ),
            index_of_some("site", "alert_of_site"),
            index_of_some("mail", "alert_of_mail"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["study", "household", "is_recruiting"],
                name="alert_once_for_study_and_household",
            ),
            models.CheckConstraint(
                condition=Q(state__in=AlertState.values), name="alert_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subscription_id} {self.study_id} {self.trigger}"
