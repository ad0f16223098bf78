"""Addresses that want no page mailed, whoever types them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PageMailStop(models.Model):
    """Somebody pressed "never again"; the address itself stands nowhere."""

    PERSONAL = {"address_hash"}
    IMPERSONAL = {"id", "since"}

    # contacts.models.address_hash: it survives so that the "no" does.
    address_hash = models.CharField(max_length=64, unique=True)
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("address that wants no page mailed")
        verbose_name_plural = _("addresses that want no page mailed")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.since:%Y-%m-%d}"
