"""The private models; each says which of its fields are personal."""

from contacts.models.addresses import address_hash
from contacts.models.alerts import Alert, AlertState, AlertTurn
from contacts.models.audit import AuditEvent, Verb
from contacts.models.enquiries import Author, Enquiry, Message, Relationship, RoutedTo
from contacts.models.limits import Allowance
from contacts.models.outbox import EmailState, OutgoingEmail, Purpose, Queue, from_now
from contacts.models.subscriptions import (
    Pace,
    Reach,
    StopReason,
    Subscription,
    SubscriptionCondition,
    SubscriptionState,
)
from contacts.models.teams import Membership, Team

__all__ = [
    "Alert",
    "AlertState",
    "AlertTurn",
    "Allowance",
    "AuditEvent",
    "Author",
    "EmailState",
    "Enquiry",
    "Membership",
    "Message",
    "OutgoingEmail",
    "Pace",
    "Purpose",
    "Queue",
    "Reach",
    "Relationship",
    "RoutedTo",
    "StopReason",
    "Subscription",
    "SubscriptionCondition",
    "SubscriptionState",
    "Team",
    "Verb",
    "address_hash",
    "from_now",
]
