"""Who wants to hear of which trials."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from contacts.alerts.models.subscription_choices import (
    AlertReach,
    Pace,
    StopReason,
    SubscriptionState,
)
from contacts.enquiries.models.enquiries import Relationship
from portal.lib.cldr import country_name
from portal.lib.crypto import EncryptedTextField
from portal.lib.tokens import derived_token, token_hash


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def by_token(self, purpose: str, token: str) -> "SubscriptionQuerySet":
        """The one that a secret link names."""
        return self.filter(**{f"{purpose}_hash": token_hash(token)})

    def unanswered(self, now: datetime) -> "SubscriptionQuerySet":
        """Requests for which nobody has decided whether a mail goes out."""
        return self.filter(answered_at=None, answer_at__lte=now)

    def active(self) -> "SubscriptionQuerySet":
        """Those that mails go to."""
        return self.filter(state=SubscriptionState.ACTIVE)

    def alive(self) -> "SubscriptionQuerySet":
        """Those that somebody confirmed and has not stopped."""
        return self.filter(
            state__in=[SubscriptionState.ACTIVE, SubscriptionState.PAUSED]
        )


class Subscription(models.Model):
    """What one person wants to hear of. Matching needs plain numbers; see PERSONAL."""

    PERSONAL = {
        *("secret", "household", "email", "language", "relationship"),
        *("confirm_hash", "manage_hash", "unsubscribe_hash"),
        *("birth_year", "birth_month", "place", "country", "reach", "distance_km"),
        *("x", "y", "z", "nearness"),
    }
    IMPERSONAL = {
        *("id", "pace", "state", "stop_reason", "consent_version", "is_in_touch"),
        *("requested_at", "answer_at", "answered_at", "confirmed_at", "since_month"),
        *("active_at", "warned_at", "held_since", "mailed_at", "stopped_at"),
    }
    BORN = "requested_at"

    # All links come from it; encrypted, because later mails need them again.
    secret = EncryptedTextField()
    # Each by itself in one row; an index that Django adds to `unique` nobody asks.
    confirm_hash = models.CharField(max_length=64)
    manage_hash = models.CharField(max_length=64)
    unsubscribe_hash = models.CharField(max_length=64)
    email = EncryptedTextField()
    # The keyed hash of the address: one household reads one mailbox.
    household = models.CharField(max_length=64)
    language = models.CharField(max_length=16)
    relationship = models.CharField(
        max_length=24, choices=Relationship.choices, blank=True
    )
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    birth_month = models.PositiveSmallIntegerField(null=True, blank=True)
    reach = models.CharField(max_length=16, choices=AlertReach.choices)
    distance_km = models.PositiveIntegerField(null=True, blank=True)
    country = models.CharField(max_length=2, blank=True)
    place = EncryptedTextField(blank=True)
    # The place as a point on a ball of radius 1, and the cosine of the distance: two
    # points are within it when their product is not smaller. Exact at poles and date
    # line, and nothing but multiplication.
    x = models.FloatField(null=True, blank=True)
    y = models.FloatField(null=True, blank=True)
    z = models.FloatField(null=True, blank=True)
    nearness = models.FloatField(null=True, blank=True)
    pace = models.CharField(max_length=8, choices=Pace.choices)
    state = models.CharField(
        max_length=12,
        choices=SubscriptionState.choices,
        default=SubscriptionState.REQUESTED,
    )
    stop_reason = models.CharField(
        max_length=16, choices=StopReason.choices, blank=True
    )
    consent_version = models.CharField(max_length=32)
    requested_at = models.DateTimeField()
    # When to decide whether a mail goes out, when that was, and whether one did.
    answer_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    is_in_touch = models.BooleanField(default=False)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    # The month of `confirmed_at`, counted as portal.lib.ages.month_index does.
    since_month = models.PositiveIntegerField(default=0)
    # When the person last did something; a look at a page is nothing.
    active_at = models.DateTimeField()
    warned_at = models.DateTimeField(null=True, blank=True)
    # While paused: what happened from then on is found when the person goes on.
    held_since = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)

    # Name and hash of each of its conditions, where they were read for many at once.
    read_conditions: list[tuple[str, str]] | None = None

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["answer_at"],
                name="subscription_unanswered",
                condition=Q(answered_at=None),
            ),
            models.Index(fields=["household"], name="subscription_household"),
        ]
        constraints = [
            *(
                models.UniqueConstraint(
                    fields=[f"{link}_hash"], name=f"subscription_{link}_link"
                )
                for link in ("confirm", "manage", "unsubscribe")
            ),
            models.CheckConstraint(
                condition=Q(state__in=SubscriptionState.values),
                name="subscription_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="REQUESTED")
                | Q(state="STOPPED")
                | Q(confirmed_at__isnull=False),
                name="subscription_active_is_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(birth_year__isnull=True, birth_month__isnull=True)
                # A comparison with NULL is no refusal: each half is asked for.
                | Q(
                    birth_year__isnull=False,
                    birth_month__isnull=False,
                    birth_month__range=(1, 12),
                ),
                name="subscription_birth_both_or_neither",
            ),
            models.CheckConstraint(
                condition=~Q(reach="DISTANCE")
                | Q(
                    x__isnull=False,
                    y__isnull=False,
                    z__isnull=False,
                    nearness__isnull=False,
                ),
                name="subscription_distance_has_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"

    def token(self, purpose: str) -> str:
        """Return the word of the link to "confirm", "manage" or "unsubscribe"."""
        return derived_token(self.secret, purpose)

    @property
    def is_alive(self) -> bool:
        """Whether somebody confirmed it and has not stopped it."""
        return self.state in {SubscriptionState.ACTIVE, SubscriptionState.PAUSED}

    @property
    def country_name(self) -> str:
        """Return the country in the active language."""
        return country_name(self.country, get_language())

    @property
    def condition_names(self) -> list[str]:
        """Return what the person wants to hear of, in their own words."""
        return [name for name, _hash in self.wanted_conditions]

    @property
    def wanted_conditions(self) -> list[tuple[str, str]]:
        """Return the same, each with the hash that studies bear too."""
        if self.read_conditions is not None:
            return self.read_conditions
        return [(row.name, row.hash) for row in self.conditions.all()]
