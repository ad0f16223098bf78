"""The private models; each says which of its fields are personal."""

from contacts.models.audit import AuditEvent, Verb
from contacts.models.enquiries import Author, Enquiry, Message, Relationship, RoutedTo
from contacts.models.limits import Allowance
from contacts.models.notes import (
    Note,
    NoteAnswer,
    Notebook,
    NoteShare,
    ShareOpening,
)
from contacts.models.outbox import EmailState, OutgoingEmail, Purpose, Queue, from_now
from contacts.models.teams import Membership, Team

__all__ = [
    "Allowance",
    "AuditEvent",
    "Author",
    "EmailState",
    "Enquiry",
    "Membership",
    "Message",
    "Note",
    "NoteAnswer",
    "NoteShare",
    "Notebook",
    "OutgoingEmail",
    "Purpose",
    "Queue",
    "Relationship",
    "RoutedTo",
    "ShareOpening",
    "Team",
    "Verb",
    "from_now",
]
