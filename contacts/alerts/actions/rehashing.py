"""Keyed hashes are made anew: when names are read anew, or the secret was lost."""

from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet

from contacts.models import (
    Alert,
    Enquiry,
    Subscription,
    SubscriptionCondition,
    address_hash,
)
from trials.conditions import condition_key
from trials.models import StudyCondition, condition_hash

BATCH = 500


def rehash() -> int:
    """Make the hashes of addresses and conditions anew; return how many rows changed.

    Nothing else fits together until then: subscribers would quietly hear of nothing.
    """
    return rehash_conditions() + rehash_addresses()


def rehash_conditions() -> int:
    """Make keys and hashes of conditions anew, on both sides."""
    changed = 0
    for row in StudyCondition.objects.order_by("pk").iterator(BATCH):
        key, digest = condition_key(row.name), condition_hash(row.name)
        same = StudyCondition.objects.filter(study=row.study_id, key=key)
        changed += rewrite(row, same, {"key": key, "hash": digest})
    for wanted in SubscriptionCondition.objects.order_by("pk").iterator(BATCH):
        digest, whose = condition_hash(wanted.name), wanted.subscription_id
        twins = SubscriptionCondition.objects.filter(subscription=whose, hash=digest)
        changed += rewrite(wanted, twins, {"hash": digest})
    return changed


@transaction.atomic
def rewrite(row: Model, same: QuerySet[Any], values: dict[str, str]) -> int:
    """Write a row's values; of two names that became one condition the first stays."""
    if all(getattr(row, name) == value for name, value in values.items()):
        return 0
    rows = type(row)._default_manager.filter(pk=row.pk)
    if same.filter(pk__lt=row.pk).exists():
        rows.delete()
        return 1
    same.filter(pk__gt=row.pk).delete()
    return rows.update(**values)


def rehash_addresses() -> int:
    """Make the hashes of addresses anew."""
    changed = 0
    for enquiry in Enquiry.objects.order_by("pk").iterator(BATCH):
        digest = address_hash(enquiry.email)
        rows = Enquiry.objects.filter(pk=enquiry.pk).exclude(email_hash=digest)
        changed += rows.update(email_hash=digest)
    for one in Subscription.objects.order_by("pk").iterator(BATCH):
        digest = address_hash(one.email)
        if one.household != digest:
            Alert.objects.filter(subscription=one).update(household=digest)
            Subscription.objects.filter(pk=one.pk).update(household=digest)
            changed += 1
    return changed
