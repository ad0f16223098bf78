"""Asking for alerts, and confirming that it was meant."""

from datetime import datetime
from secrets import token_hex

from django.db import transaction

from contacts.alerts.actions.wishing import Wishes, wish_columns, write_conditions
from contacts.models import Subscription, SubscriptionState, address_hash
from portal.lib.ages import month_index
from portal.lib.tokens import derived_token, token_hash

# Grows with every change of the consent's words; stored with each subscription.
CONSENT_VERSION = "2026-11"
PURPOSES = ("confirm", "manage", "unsubscribe")


@transaction.atomic
def subscribe(*, email: str, wishes: Wishes, now: datetime) -> Subscription:
    """Note a request, the same for every address.

    Whether a mail goes out is decided elsewhere (`answer_requests`), so that nobody
    can tell from the answer, or from its time, which addresses are known.
    """
    secret = token_hex(32)
    hashes = {
        f"{purpose}_hash": token_hash(derived_token(secret, purpose))
        for purpose in PURPOSES
    }
    subscription = Subscription.objects.create(
        secret=secret,
        email=email,
        household=address_hash(email),
        consent_version=CONSENT_VERSION,
        requested_at=now,
        answer_at=now,
        active_at=now,
        **hashes,
        **wish_columns(wishes),
    )
    write_conditions(subscription, wishes.conditions)
    return subscription


@transaction.atomic
def confirm(*, subscription: Subscription, now: datetime) -> bool:
    """Begin to send alerts; true the first time."""
    waiting = Subscription.objects.filter(
        pk=subscription.pk, state=SubscriptionState.REQUESTED
    )
    return bool(
        waiting.update(
            state=SubscriptionState.ACTIVE,
            confirmed_at=now,
            active_at=now,
            since_month=month_index(now.year, now.month),
        )
    )
