"""The ledger of mails that ended badly: what failed, and who was told of it.

Lines are only ever added. They hold no word and no address, so they outlive an erasure.
"""

from django.db import models
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from contacts.enquiries.models.enquiries import Enquiry
from contacts.mail.models.outbox import OutgoingEmail, Purpose


class Step(models.TextChoices):
    FAILED = "FAILED", _("An e-mail did not arrive")
    TOLD = "TOLD", _("Somebody was told")
    SHOWN = "SHOWN", _("It stands in the console")
    SEEN = "SEEN", _("The desk has seen to it")


class Told(models.TextChoices):
    """Who was told; a line of another step names nobody."""

    DESK = "DESK", _("The desk")
    TEAM = "TEAM", _("The site team")
    FAMILY = "FAMILY", _("The family")
    # An address that asked for alerts is left alone from then on.
    NOBODY = "NOBODY", _("Nobody has to act")


ANSWERED = [Step.TOLD, Step.SHOWN]


class TroubleQuerySet(models.QuerySet["Trouble"]):
    """Which lines; three of them must always be none."""

    def failures(self) -> "TroubleQuerySet":
        """Lines of mails that ended badly."""
        return self.filter(step=Step.FAILED)

    def untold(self) -> "TroubleQuerySet":
        """Failures of which nobody was told since, and that stand nowhere."""
        return self.failures().exclude(Exists(later_lines(ANSWERED)))

    def unowned(self) -> "TroubleQuerySet":
        """Tellings that themselves failed, after which nobody else was told."""
        failed = Trouble.objects.failures().filter(
            mail=OuterRef("telling"), pk__gt=OuterRef("pk")
        )
        failed_pk = Subquery(failed.order_by("-pk").values("pk")[:1])
        told = self.filter(step=Step.TOLD).exclude(telling="")
        told = told.annotate(failed_pk=failed_pk).filter(failed_pk__isnull=False)
        again = Trouble.objects.filter(
            mail=OuterRef("mail"), step__in=ANSWERED, pk__gt=OuterRef("failed_pk")
        )
        return told.exclude(Exists(again))

    def in_console(self) -> "TroubleQuerySet":
        """Lines that the desk has not seen to, the newest first."""
        shown = self.filter(step=Step.SHOWN).exclude(
            Exists(later_lines([Step.SHOWN, Step.SEEN]))
        )
        # The page of one that was erased is gone; the line is not.
        known = Enquiry.objects.filter(reference=OuterRef("reference"))
        return shown.annotate(has_page=Exists(known)).order_by("-pk")


def later_lines(steps: list[str]) -> QuerySet["Trouble"]:
    """Return the later lines of the same mail, inside another query."""
    return Trouble.objects.filter(
        mail=OuterRef("mail"), step__in=steps, pk__gt=OuterRef("pk")
    )


def unaccounted() -> QuerySet[OutgoingEmail]:
    """Return mails that ended badly and of which the ledger knows nothing: lost."""
    known = Trouble.objects.failures().filter(mail=OuterRef("message_id"))
    return OutgoingEmail.objects.in_trouble().exclude(Exists(known))


class Trouble(models.Model):
    """One line: a mail failed, or somebody was told of it."""

    PERSONAL = {"reference", "by"}
    IMPERSONAL = {"id", "at", "step", "mail", "purpose", "kind", "told", "telling"}

    at = models.DateTimeField()
    step = models.CharField(max_length=8, choices=Step.choices)
    # The Message-ID of the mail that failed; the lines of one mail belong together.
    mail = models.CharField(max_length=255, db_index=True)
    purpose = models.CharField(max_length=24, choices=Purpose.choices, blank=True)
    # What became of it: see contacts.mail.bounces.kinds.
    kind = models.CharField(max_length=32, blank=True)
    reference = models.CharField(max_length=20, blank=True)
    told = models.CharField(max_length=8, choices=Told.choices, blank=True)
    # The Message-ID of the mail that told it.
    telling = models.CharField(max_length=255, blank=True, db_index=True)
    by = models.CharField(max_length=64)

    objects = TroubleQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of the ledger of e-mails")
        verbose_name_plural = _("ledger of e-mails")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.step} {self.mail}"
