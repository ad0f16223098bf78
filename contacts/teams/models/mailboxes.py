"""A team's own mailboxes: what its members share, and what a mail to it may hold."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from contacts.teams.models.teams import Team

LINK_LASTS = timedelta(days=14)
# Pressing a button again and again must not fill somebody's mailbox.
NEXT_LINK = timedelta(hours=1)


class MailboxPurpose(models.TextChoices):
    """What is sent to a mailbox."""

    ENQUIRIES = "ENQUIRIES", _("New enquiries and messages")
    REMINDERS = "REMINDERS", _("Reminders when nobody has answered")


class MailHolds(models.TextChoices):
    """What a mail to it says of a family."""

    LINK = "LINK", _("A link only")
    MESSAGE = "MESSAGE", _("The message")


class WordsReason(models.TextChoices):
    """Why an administrator lets mails to it hold the message."""

    CONTRACT = "CONTRACT", _("The hospital has agreed in writing")
    NO_BROWSER = "NO_BROWSER", _("Its readers cannot open links")
    OWN_SERVER = "OWN_SERVER", _("The mailbox lies on our own mail server")


class MailboxQuerySet(models.QuerySet["Mailbox"]):
    """Which mailboxes."""

    def verified(self) -> "MailboxQuerySet":
        """Mailboxes whose readers have said that they are theirs."""
        return self.filter(verified_at__isnull=False)

    def usable(self) -> "MailboxQuerySet":
        """Mailboxes that mail may go to; whether one is dead, the mail room knows."""
        return self.verified().filter(is_paused=False)


class Mailbox(models.Model):
    """An address that a team reads."""

    PERSONAL = {"email", "token_hash"}
    IMPERSONAL = {
        *("id", "team", "purpose", "holds", "holds_reason", "is_paused"),
        *("verified_at", "asked_at", "created_at"),
    }

    team = models.ForeignKey(Team, models.CASCADE, related_name="mailboxes")
    email = models.CharField(_("e-mail"), max_length=254)
    purpose = models.CharField(
        _("purpose"),
        max_length=16,
        choices=MailboxPurpose.choices,
        default=MailboxPurpose.ENQUIRIES,
        db_default=MailboxPurpose.ENQUIRIES,
    )
    holds = models.CharField(
        _("a mail to it holds"),
        max_length=16,
        choices=MailHolds.choices,
        default=MailHolds.LINK,
        db_default=MailHolds.LINK,
    )
    # Audited with the deed, and shown beside the mailbox.
    holds_reason = models.CharField(
        max_length=16,
        choices=WordsReason.choices,
        blank=True,
        default="",
        db_default="",
    )
    is_paused = models.BooleanField(_("paused"), default=False, db_default=False)
    # Of the link that was mailed to it last; whoever reads the mailbox presses there.
    token_hash = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()
    verified_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    objects = MailboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("mailbox")
        verbose_name_plural = _("mailboxes")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"), "team", name="mailbox_once_in_a_team"
            ),
            # The words of a family go only where somebody has answered for the address.
            models.CheckConstraint(
                condition=Q(holds=MailHolds.LINK)
                | Q(holds=MailHolds.MESSAGE, verified_at__isnull=False),
                name="mailbox_words_only_verified",
            ),
            models.CheckConstraint(
                condition=Q(holds=MailHolds.LINK) | ~Q(holds_reason=""),
                name="mailbox_words_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team_id} {self.purpose}"

    def may_be_asked(self, now: datetime) -> bool:
        """Whether another link may be mailed to it."""
        return self.verified_at is None and now - self.asked_at >= NEXT_LINK

    def is_link_over(self, now: datetime) -> bool:
        """Whether the link mailed to it is too old to be believed."""
        return now - self.asked_at > LINK_LASTS
