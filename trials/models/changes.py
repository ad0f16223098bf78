"""What imports found changed in a record."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from trials.models.studies import Study


class StudyChange(models.Model):
    """One difference that an import found; public, like the record itself."""

    study = models.ForeignKey(Study, models.CASCADE, related_name="changes")
    # A field's name, or "site" for a place that came, left or changed its state;
    # then `label` is the place.
    field = models.CharField(max_length=64)
    label = models.TextField(blank=True)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["-changed_at", "pk"]

    def __str__(self) -> str:
        return f"{self.study_id} {self.field}"
