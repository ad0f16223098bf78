"""Whom the registry names for a study or one of its sites."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from trials.models.sites import StudySite
from trials.models.studies import Study


class ContactRole(models.TextChoices):
    """The registry's roles. Only a CONTACT is somebody to call."""

    CONTACT = "CONTACT", _("Contact")
    PRINCIPAL_INVESTIGATOR = "PRINCIPAL_INVESTIGATOR", _("Principal investigator")
    SUB_INVESTIGATOR = "SUB_INVESTIGATOR", _("Sub-investigator")


class StudyContact(models.Model):
    """A contact that the registry publishes, of one site or of the whole study."""

    study = models.ForeignKey(Study, models.CASCADE, related_name="contacts")
    # Empty: a central contact.
    site = models.ForeignKey(
        StudySite, models.CASCADE, related_name="contacts", null=True, blank=True
    )
    position = models.PositiveIntegerField(default=0)
    name = models.TextField(blank=True)
    role = models.CharField(max_length=32, choices=ContactRole.choices)
    phone = models.TextField(blank=True)
    phone_ext = models.CharField(max_length=32, blank=True)
    email = models.CharField(max_length=254, blank=True)

    class Meta:
        verbose_name = _("registry contact")
        verbose_name_plural = _("registry contacts")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name or self.email or self.role
