"""Addresses that take no mail."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.mail.models.address_hash import address_hash


class DeadAddressQuerySet(models.QuerySet["DeadAddress"]):
    def among(self, addresses: Iterable[str]) -> "dict[str, DeadAddress]":
        """Return those of some addresses that take no mail, by the address."""
        known = {address_hash(one): one for one in addresses if one}
        found = self.filter(address_hash__in=known) if known else ()
        return {known[one.address_hash]: one for one in found}


class DeadAddress(models.Model):
    """An address that refused mail for good; routing passes it over."""

    PERSONAL = {"address_hash"}
    IMPERSONAL = {"id", "kind", "since"}

    address_hash = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=32)
    since = models.DateTimeField()

    objects = DeadAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("address that takes no mail")
        verbose_name_plural = _("addresses that take no mail")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} since {self.since:%Y-%m-%d}"

    @property
    def is_complaint(self) -> bool:
        """Whether its owner called a mail unwanted; it may well take others."""
        return self.kind == "complained"
