"""The conditions that a subscription is for."""

from collections import defaultdict

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from contacts.alerts.models.subscriptions import Subscription
from portal.database.among import Among
from portal.lib.crypto import EncryptedTextField, as_token, decrypt_all


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


def read_conditions(subscriptions: dict[int, Subscription]) -> None:
    """Let many subscriptions know their conditions, without an object for each."""
    theirs = Among(F("subscription_id"), subscriptions)
    rows = SubscriptionCondition.objects.filter(theirs).order_by("pk")
    tokens = rows.annotate(token=as_token("name"))
    wanted = list(tokens.values_list("subscription_id", "token", "hash"))
    names = decrypt_all(token for _pk, token, _hash in wanted)
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for (pk, _token, known), name in zip(wanted, names, strict=True):
        found[pk].append((name, known))
    for pk, one in subscriptions.items():
        one.read_conditions = found[pk]
