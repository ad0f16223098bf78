"""The conditions that a subscription is for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.alerts.models.subscriptions import Subscription
from portal.lib.crypto import EncryptedTextField


class SubscriptionCondition(models.Model):
    """One condition somebody wants to hear of; readable only with the keys."""

    PERSONAL = {"name", "hash"}
    IMPERSONAL = {"id", "subscription"}

    subscription = models.ForeignKey(
        Subscription, models.CASCADE, related_name="conditions"
    )
    name = EncryptedTextField()
    # trials.models.condition_hash, which each study's conditions bear too.
    hash = models.CharField(max_length=32)

    class Meta:
        verbose_name = _("wanted condition")
        verbose_name_plural = _("wanted conditions")
        ordering = ["pk"]
        indexes = [models.Index(fields=["hash", "subscription"])]
        constraints = [
            models.UniqueConstraint(
                fields=["subscription", "hash"], name="wanted_condition_unique"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
