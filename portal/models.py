"""What the installation itself has to remember, whatever its settings become."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.alarms.models import Alarm
from portal.audit.models import AuditSeal, SealedRow
from portal.health.models import OwnWrite
from portal.hospital.models import HospitalLogo, HospitalSetting
from portal.jobs.models import ClockNote, JobTurn
from portal.lib.crypto import EncryptedTextField

__all__ = [
    "Alarm",
    "AuditSeal",
    "ClockNote",
    "HospitalLogo",
    "HospitalSetting",
    "InstallationSecret",
    "JobTurn",
    "OwnWrite",
    "SealedRow",
]


class InstallationSecret(models.Model):
    """A random word of this installation, readable with FIELD_KEYS alone.

    Keyed hashes are made with it, so a new SECRET_KEY makes none of them strange.
    """

    PERSONAL = {"value"}
    IMPERSONAL = {"id", "name"}

    name = models.CharField(max_length=32, unique=True)
    value = EncryptedTextField()

    class Meta:
        verbose_name = _("secret of the installation")
        verbose_name_plural = _("secrets of the installation")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
