"""The private models; each says which of its fields are personal."""

from contacts.mail.models import RawPost
from contacts.models.addresses import address_hash
from contacts.models.alerts import Alert, AlertState, AlertTurn
from contacts.models.audit import AuditEvent, Verb
from contacts.models.enquiries import Enquiry
from contacts.models.handling import CallAttempt, CallResult, EnquirerName, Remark
from contacts.models.limits import Allowance, Pause
from contacts.models.mailbox import (
    AcceptedSender,
    DeadAddress,
    InboundEmail,
    InboundState,
    MailEvent,
    Reason,
)
from contacts.models.messages import Author, Message, Via
from contacts.models.notes import (
    Note,
    NoteAnswer,
    Notebook,
    NoteShare,
    ShareOpening,
)
from contacts.models.outbox import EmailState, OutgoingEmail, Purpose, Queue, from_now
from contacts.models.requests import AddressChange, Invitation, LinkRequest
from contacts.models.roles import StaffRole
from contacts.models.states import (
    Channel,
    EnquiryState,
    MisfitReason,
    NextAction,
    Outcome,
    Relationship,
    RoutedTo,
)
from contacts.models.subscriptions import (
    Pace,
    Reach,
    StopReason,
    Subscription,
    SubscriptionCondition,
    SubscriptionState,
)
from contacts.models.teams import Membership, Role, Team
from contacts.models.templates import ReplyTemplate
from contacts.models.troubles import Step, Told, Trouble

__all__ = [
    "AcceptedSender",
    "AddressChange",
    "Alert",
    "AlertState",
    "AlertTurn",
    "Allowance",
    "AuditEvent",
    "Author",
    "CallAttempt",
    "CallResult",
    "Channel",
    "DeadAddress",
    "EmailState",
    "EnquirerName",
    "Enquiry",
    "EnquiryState",
    "InboundEmail",
    "InboundState",
    "Invitation",
    "LinkRequest",
    "MailEvent",
    "Membership",
    "Message",
    "MisfitReason",
    "NextAction",
    "Note",
    "NoteAnswer",
    "NoteShare",
    "Notebook",
    "Outcome",
    "OutgoingEmail",
    "Pace",
    "Pause",
    "Purpose",
    "Queue",
    "RawPost",
    "Reach",
    "Reason",
    "Relationship",
    "Remark",
    "ReplyTemplate",
    "Role",
    "RoutedTo",
    "ShareOpening",
    "StaffRole",
    "Step",
    "StopReason",
    "Subscription",
    "SubscriptionCondition",
    "SubscriptionState",
    "Team",
    "Told",
    "Trouble",
    "Verb",
    "Via",
    "address_hash",
    "from_now",
]
