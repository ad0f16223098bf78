"""The private models; each says which of its fields are personal."""

from contacts.alerts.models.alert_turns import AlertTurn
from contacts.alerts.models.alerts import Alert, AlertState
from contacts.alerts.models.subscription_choices import (
    AlertReach,
    Pace,
    StopReason,
    SubscriptionState,
)
from contacts.alerts.models.subscription_conditions import SubscriptionCondition
from contacts.alerts.models.subscriptions import Subscription
from contacts.console.models import ReplyTemplate
from contacts.conversation.models.agreed_calls import AgreedCall, AgreedState
from contacts.conversation.models.drafts import Draft
from contacts.conversation.models.handling import CallAttempt, CallResult, Remark
from contacts.conversation.models.merging import Merging
from contacts.conversation.models.troubles import Step, Told, Trouble
from contacts.enquiries.consent.kept_texts import ConsentText
from contacts.enquiries.likeness.traces import SpamTrace
from contacts.enquiries.models.enquiries import Enquiry
from contacts.enquiries.models.erasures import Erasure
from contacts.enquiries.models.link_requests import AddressChange, LinkRequest
from contacts.enquiries.models.messages import Author, Message, Via
from contacts.enquiries.models.name_index import EnquirerName
from contacts.enquiries.models.search_marks import SearchMark
from contacts.enquiries.models.states import (
    CalmReason,
    Channel,
    EnquiryState,
    MisfitReason,
    NextAction,
    Outcome,
    Relationship,
    RoutedTo,
)
from contacts.enquiries.models.team_links import TeamLink
from contacts.mail.batches.queues import Queue
from contacts.mail.kinds import Purpose
from contacts.mail.models.accepted_senders import AcceptedSender
from contacts.mail.models.address_hash import address_hash
from contacts.mail.models.dead_addresses import DeadAddress
from contacts.mail.models.hook_calls import HookCall, HookKind
from contacts.mail.models.inbound import InboundEmail
from contacts.mail.models.inbound_words import AsideReason, InboundState
from contacts.mail.models.mail_events import MailEvent
from contacts.mail.models.outbox import OutgoingEmail
from contacts.mail.models.outbox_rows import EmailState
from contacts.mail.models.posts import RawPost
from contacts.mail.models.shared_words import SharedWords
from contacts.notes.models import Note, NoteAnswer, Notebook, NoteShare, ShareOpening
from contacts.pagemails.models import PageMailStop
from contacts.pauses import Pause
from contacts.ratelimits import Allowance
from contacts.teams.models.facilities import Facility, FacilityName, FacilityPlace
from contacts.teams.models.invitations import Invitation
from contacts.teams.models.mailboxes import (
    Mailbox,
    MailboxPurpose,
    MailHolds,
    WordsReason,
)
from contacts.teams.models.memberships import Hears, Membership, Role
from contacts.teams.models.roles import StaffRole
from contacts.teams.models.teams import Team
from contacts.teams.models.unnamed_places import UnnamedPlace
from contacts.upkeep.models.corrections import Correction, CorrectionState, WrongPart
from contacts.upkeep.models.letters import (
    TeamSays,
    UpkeepLetter,
    UpkeepMailbox,
    UpkeepPlace,
)
from contacts.upkeep.models.watchers import Awaited, Watcher
from portal.audit.models import AuditEvent, Verb
from portal.database.clock import from_now

__all__ = [
    "AcceptedSender",
    "AddressChange",
    "AgreedCall",
    "AgreedState",
    "Alert",
    "AlertReach",
    "AlertState",
    "AlertTurn",
    "Allowance",
    "AsideReason",
    "AuditEvent",
    "Author",
    "Awaited",
    "CallAttempt",
    "CallResult",
    "CalmReason",
    "Channel",
    "ConsentText",
    "Correction",
    "CorrectionState",
    "DeadAddress",
    "Draft",
    "EmailState",
    "EnquirerName",
    "Enquiry",
    "EnquiryState",
    "Erasure",
    "Facility",
    "FacilityName",
    "FacilityPlace",
    "Hears",
    "HookCall",
    "HookKind",
    "InboundEmail",
    "InboundState",
    "Invitation",
    "LinkRequest",
    "MailEvent",
    "MailHolds",
    "Mailbox",
    "MailboxPurpose",
    "Membership",
    "Merging",
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
    "PageMailStop",
    "Pause",
    "Purpose",
    "Queue",
    "RawPost",
    "Relationship",
    "Remark",
    "ReplyTemplate",
    "Role",
    "RoutedTo",
    "SearchMark",
    "ShareOpening",
    "SharedWords",
    "SpamTrace",
    "StaffRole",
    "Step",
    "StopReason",
    "Subscription",
    "SubscriptionCondition",
    "SubscriptionState",
    "Team",
    "TeamLink",
    "TeamSays",
    "Told",
    "Trouble",
    "UnnamedPlace",
    "UpkeepLetter",
    "UpkeepMailbox",
    "UpkeepPlace",
    "Verb",
    "Via",
    "Watcher",
    "WordsReason",
    "WrongPart",
    "address_hash",
    "from_now",
]
