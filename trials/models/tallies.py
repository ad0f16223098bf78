"""How often a self-check ended how: one number a study, month and result."""

from datetime import date

from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from trials.models.studies import Study


class SelfCheckTallyQuerySet(models.QuerySet["SelfCheckTally"]):
    def add_one(self, study: Study, day: date, result: str) -> None:
        """Count one more; nothing is kept of who it was, nor of the day."""
        row = {"study": study, "month": day.replace(day=1), "result": result}
        if self.filter(**row).update(many=F("many") + 1):
            return
        try:
            with transaction.atomic():
                self.create(**row, many=1)
        except IntegrityError:
            # Somebody else was the first of the month a moment ago.
            self.filter(**row).update(many=F("many") + 1)

    def counted(self, study: Study, month: date, result: str) -> int:
        """Return how many ended so in a month, which is given by its first day."""
        rows = self.filter(study=study, month=month, result=result)
        return rows.values_list("many", flat=True).first() or 0


class SelfCheckTally(models.Model):
    """One number. It holds no answer, no address and no time but the month."""

    study = models.ForeignKey(Study, models.CASCADE, related_name="+")
    # Its first day.
    month = models.DateField()
    # As `evaluate` calls it.
    result = models.CharField(max_length=16)
    many = models.PositiveIntegerField()

    objects = SelfCheckTallyQuerySet.as_manager()

    class Meta:
        verbose_name = _("count of self-checks")
        verbose_name_plural = _("counts of self-checks")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["study", "month", "result"], name="selfcheck_tally_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.study_id} {self.month:%Y-%m} {self.result}: {self.many}"
