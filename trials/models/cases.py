"""Worked examples of a self-check."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from trials.models.selfchecks import SelfCheckVersion


class SelfCheckCase(models.Model):
    """A worked example: made-up answers and what they must come to."""

    version = models.ForeignKey(SelfCheckVersion, models.CASCADE, related_name="cases")
    title = models.CharField(max_length=200)
    answers = models.JSONField()
    expected = models.JSONField()

    class Meta:
        verbose_name = _("worked example")
        verbose_name_plural = _("worked examples")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title
