"""A row that a web process writes to learn whether it could store a message."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OwnWrite(models.Model):
    """The last write of one process of one machine."""

    PERSONAL: set[str] = set()
    IMPERSONAL = {"id", "process", "at"}

    process = models.CharField(max_length=96, unique=True)
    at = models.DateTimeField()

    class Meta:
        app_label = "portal"
        verbose_name = _("write of a process")
        verbose_name_plural = _("writes of processes")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.process
