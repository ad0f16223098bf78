"""After a change of SECRET_KEY all keyed hashes are made anew."""

from contacts.models import (
    Alert,
    Enquiry,
    Subscription,
    SubscriptionCondition,
    address_hash,
)
from trials.models import StudyCondition, condition_hash

BATCH = 500


def rehash() -> int:
    """Make the hashes of addresses and conditions anew; return how many rows changed.

    Nothing else fits together until then: subscribers would quietly hear of nothing.
    """
    return rehash_conditions() + rehash_addresses()


def rehash_conditions() -> int:
    """Make the hashes of conditions anew, on both sides."""
    changed = 0
    for model in (StudyCondition, SubscriptionCondition):
        for row in model.objects.order_by("pk").iterator(BATCH):
            digest = condition_hash(row.name)
            changed += (
                model.objects.filter(pk=row.pk).exclude(hash=digest).update(hash=digest)
            )
    return changed


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
