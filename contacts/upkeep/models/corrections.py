"""What readers tell us is wrong on a study's page."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.lib.crypto import EncryptedTextField
from trials.models import Study


class WrongPart(models.TextChoices):
    """What is wrong."""

    STATE = "STATE", _("It takes nobody any more, or it does again")
    PLACE = "PLACE", _("A place or its address")
    CONTACT = "CONTACT", _("Whom to ask, a telephone number, an e-mail address")
    WORDS = "WORDS", _("The words: not clear, or not true")
    OTHER = "OTHER", _("Something else")


class CorrectionState(models.TextChoices):
    """What became of it."""

    NEW = "NEW", _("New")
    LOOKING = "LOOKING", _("We are looking into it")
    PUT_RIGHT = "PUT_RIGHT", _("Put right")
    AS_IT_IS = "AS_IT_IS", _("It is as the record says")


SETTLED = (CorrectionState.PUT_RIGHT, CorrectionState.AS_IT_IS)


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def waiting(self) -> "CorrectionQuerySet":
        """Those that nobody has settled."""
        return self.exclude(state__in=SETTLED)


class Correction(models.Model):
    """One reader's word, for the desk."""

    PERSONAL = {"text", "email", "handled_by"}
    IMPERSONAL = {
        *("id", "study", "part", "language", "state", "created_at", "settled_at"),
    }
    BORN = "created_at"

    study = models.ForeignKey(Study, models.CASCADE, related_name="corrections")
    part = models.CharField(max_length=8, choices=WrongPart.choices)
    text = EncryptedTextField()
    # Only if somebody would like to hear what became of it.
    email = EncryptedTextField(blank=True)
    language = models.CharField(max_length=16)
    state = models.CharField(
        max_length=12, choices=CorrectionState.choices, default=CorrectionState.NEW
    )
    created_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    # "user:<pk>", as in the audit.
    handled_by = models.CharField(max_length=64, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=SETTLED, settled_at__isnull=False)
                | ~Q(state__in=SETTLED) & Q(settled_at__isnull=True),
                name="correction_settled_has_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.study_id} {self.part} {self.state}"
