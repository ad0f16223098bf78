"""Places that bear no name of their own, so that each is read once."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from trials.models import StudySite


class UnnamedPlace(models.Model):
    """A place whose name stands for none ("Research Site 12"), as it was written."""

    PERSONAL: set[str] = set()
    IMPERSONAL = {"id", "site", "name"}

    site = models.OneToOneField(StudySite, models.CASCADE, related_name="unnamed_place")
    name = models.TextField(blank=True)

    class Meta:
        verbose_name = _("place without a name")
        verbose_name_plural = _("places without a name")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.site_id}"
