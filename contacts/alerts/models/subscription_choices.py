"""What a subscription can be and wish: its states, paces and reaches."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SubscriptionState(models.TextChoices):
    """The life of a subscription; only an active one is written to."""

    REQUESTED = "REQUESTED", _("Waiting to be confirmed")
    ACTIVE = "ACTIVE", _("Active")
    PAUSED = "PAUSED", _("Paused")
    STOPPED = "STOPPED", _("Stopped")


class StopReason(models.TextChoices):
    """Why a subscription was stopped."""

    UNSUBSCRIBED = "UNSUBSCRIBED", _("Stopped by the person")
    UNDELIVERABLE = "UNDELIVERABLE", _("Mail came back or was complained about")


class Pace(models.TextChoices):
    """How often mails come."""

    AT_ONCE = "AT_ONCE", _("As soon as there is something")
    WEEKLY = "WEEKLY", _("Once a week, on Monday")


class AlertReach(models.TextChoices):
    """How far away a trial may be."""

    DISTANCE = "DISTANCE", _("Near a place")
    COUNTRY = "COUNTRY", _("Anywhere in one country")
    ANYWHERE = "ANYWHERE", _("Anywhere in the world")
