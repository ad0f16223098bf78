"""What a hospital says of itself on the console's page; no secret is among it."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class HospitalSettingQuerySet(models.QuerySet["HospitalSetting"]):
    """Which of the versions counts."""

    def newest(self) -> dict[str, tuple[Any, int]]:
        """Return the last value of each setting, and its version."""
        rows = self.order_by("version").values_list("name", "value", "version")
        return {name: (value, version) for name, value, version in rows}


class HospitalSetting(models.Model):
    """One version of one setting; a change is a new row, nothing is written over."""

    PERSONAL: set[str] = set()
    IMPERSONAL = {"id", "name", "value", "version", "said_at", "said_by"}

    name = models.CharField(max_length=64)
    value = models.JSONField()
    version = models.PositiveIntegerField()
    said_at = models.DateTimeField()
    said_by = models.CharField(max_length=64)

    objects = HospitalSettingQuerySet.as_manager()

    class Meta:
        verbose_name = _("setting of the hospital")
        verbose_name_plural = _("settings of the hospital")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "version"], name="hospital_setting_version_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class HospitalLogo(models.Model):
    """A logo as it was drawn anew from the file that somebody gave."""

    PERSONAL: set[str] = set()
    IMPERSONAL = {"id", "sha256", "png"}

    sha256 = models.CharField(max_length=64, unique=True)
    png = models.BinaryField()

    class Meta:
        verbose_name = _("logo")
        verbose_name_plural = _("logos")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.sha256[:12]
