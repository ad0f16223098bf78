"""An enquiry: a conversation between one person and one site team."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from contacts.enquiries.consent.kept_texts import ConsentText
from contacts.enquiries.models.choosing import EnquiryQuerySet
from contacts.enquiries.models.enquiry_indexes import INDEXES
from contacts.enquiries.models.enquiry_rules import CONSTRAINTS
from contacts.enquiries.models.states import (
    AgeGroup,
    Channel,
    EnquiryState,
    NextAction,
    Outcome,
    Relationship,
    RoutedTo,
    Urgency,
)
from contacts.enquiries.phones import dial_link
from contacts.enquiries.recipient_names import recipient_phrase
from contacts.teams.models.teams import Team
from portal.hospital.says import portal_name
from portal.lib.crypto import EncryptedTextField
from portal.lib.text import has_han, whole_name
from trials.models import Study, StudySite

# What an enquiry may have; where rows are sought by it, enquiry_indexes.py has it.
PERHAPS: dict[str, Any] = {"blank": True, "db_index": False}


class Enquiry(models.Model):
    """What a person asked of one study's team, and where it stands.

    Silence is impossible: `next_action_at` is never empty, so in every state there
    is a day on which the portal does something by itself.
    """

    PERSONAL = {
        *("first_name", "last_name", "email", "email_hash", "phone", "phone_hash"),
        *("other_language", "relationship", "person_age", "age_group", "language"),
        *("token_hash", "content_hash", "idempotency_key", "reference"),
        *("key_hash", "page_secret"),
        *("code", "code_hash", "call_times"),
    }
    IMPERSONAL = {
        *("id", "study", "site", "routed_to", "team", "team_email", "offered_site"),
        *("suggested_site", "looks_alike", "marked_for"),
        *("recipient_name", "passed_over", "urgency"),
        *("consent_version", "consent_text", "consented_at", "created_at", "opened_at"),
        *("channel", "may_leave_voicemail", "is_discreet", "wants_link_only"),
        *("state", "owner", "claimed_at", "revision", "is_urgent", "snoozed_until"),
        *("answer_due_on", "answer_due_at", "first_answered_at", "closed_at"),
        *("outcome", "misfit_reasons", "next_action", "next_action_at"),
        *("email_bounced_at", "is_unread", "is_rehearsal"),
    }
    BORN = "created_at"

    reference = models.CharField(max_length=20, unique=True)
    token_hash = models.CharField(max_length=64, unique=True)
    # The random word of the family's page, for later mails; models/pages.py.
    page_secret = EncryptedTextField(blank=True, default="", db_default="")
    # The keyed hash of the form's own key: sent twice, it is one enquiry.
    key_hash = models.CharField(max_length=64, unique=True, null=True)
    # Of the version before, for one version more; what is new here opens nothing.
    idempotency_key = models.UUIDField(unique=True, default=uuid4)
    content_hash = models.CharField(max_length=64)
    # Opens the page of somebody without e-mail; see page_codes.py.
    code = EncryptedTextField(blank=True, default="", db_default="")
    code_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    study = models.ForeignKey(
        Study, models.PROTECT, related_name="enquiries", db_index=False
    )
    site = models.ForeignKey(
        StudySite, models.PROTECT, related_name="enquiries", null=True, **PERHAPS
    )
    routed_to = models.CharField(max_length=16, choices=RoutedTo.choices)
    # The team of ours that has it; a contact of the registry has none.
    team = models.ForeignKey(
        Team, models.SET_NULL, related_name="enquiries", null=True, blank=True
    )
    # The first mailbox that it went to, as it was on that day; and whose that is, as
    # families are told.
    team_email = models.CharField(max_length=254)
    recipient_name = models.TextField(blank=True, default="", db_default="")
    # Who was nearer and did not get it, as [stage, why] of enquiries/routing.py.
    passed_over = models.JSONField(
        default=list, db_default=models.Value([], models.JSONField()), blank=True
    )
    first_name = EncryptedTextField()
    # Empty for those who have one name, no e-mail or no telephone.
    last_name = EncryptedTextField(blank=True)
    email = EncryptedTextField(blank=True)
    # contacts.models.address_hash: a person's enquiries are found by their address.
    email_hash = models.CharField(max_length=64, blank=True, db_index=True)
    # The enquirer's address does not take mail any more.
    email_bounced_at = models.DateTimeField(null=True, blank=True)
    phone = EncryptedTextField(blank=True)
    phone_hash = models.CharField(max_length=64, db_default="", db_index=True)
    other_language = EncryptedTextField(blank=True)
    relationship = models.CharField(max_length=24, choices=Relationship.choices)
    # Completed years of the person it is about; empty when they write themselves.
    person_age = models.PositiveSmallIntegerField(null=True, blank=True)
    # Of somebody who writes of themselves.
    age_group = models.CharField(
        max_length=16, choices=AgeGroup.choices, blank=True, default="", db_default=""
    )
    language = models.CharField(max_length=16)

    channel = models.CharField(
        max_length=8, choices=Channel.choices, default=Channel.EITHER
    )
    call_times = EncryptedTextField(blank=True)
    may_leave_voicemail = models.BooleanField(default=False)
    # Mails to the family name neither the study nor the site and hold only a link.
    is_discreet = models.BooleanField(default=False)
    # Answers come as a link to the page, not as text in the mail.
    wants_link_only = models.BooleanField(default=False)

    # The team under whose key it is found; none yet, or not since it changed.
    marked_for = models.PositiveIntegerField(null=True, blank=True)
    # It is like what somebody called an advertisement; nothing but a mark.
    looks_alike = models.BooleanField(default=False, db_default=False)
    # Nobody's: a hospital or the portal itself tries the whole way.
    is_rehearsal = models.BooleanField(default=False, db_default=False)

    consent_version = models.CharField(max_length=32)
    # The very words; rows of before they were kept have only the version.
    consent_text = models.ForeignKey(
        ConsentText, models.PROTECT, related_name="+", null=True, **PERHAPS
    )
    consented_at = models.DateTimeField()
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    # The family wrote, and nobody at the site has opened it since.
    is_unread = models.BooleanField(default=True)

    state = models.CharField(
        max_length=8, choices=EnquiryState.choices, default=EnquiryState.WAITING
    )
    is_urgent = models.BooleanField(default=False)
    # The worst that any message told, also after the mark was taken off.
    urgency = models.CharField(
        max_length=20, choices=Urgency.choices, blank=True, default="", db_default=""
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        related_name="owned_enquiries",
        null=True,
        **PERHAPS,
    )
    claimed_at = models.DateTimeField(null=True, blank=True)
    # Grows with every message, so that two people cannot answer past each other.
    revision = models.PositiveIntegerField(default=0)
    snoozed_until = models.DateTimeField(null=True, blank=True)
    # The promise: printed on the receipt, kept in the team's own working hours.
    answer_due_on = models.DateField()
    answer_due_at = models.DateTimeField()
    first_answered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=16, choices=Outcome.choices, blank=True)
    misfit_reasons = models.JSONField(default=list, blank=True)
    next_action = models.CharField(max_length=20, choices=NextAction.choices)
    next_action_at = models.DateTimeField(db_index=True)
    # The site to which the family may have it passed on, by their own click.
    offered_site = models.ForeignKey(
        StudySite, models.SET_NULL, related_name="+", null=True, **PERHAPS
    )
    # The site to which its team would hand it; also only by the family's own click.
    suggested_site = models.ForeignKey(
        StudySite, models.SET_NULL, related_name="+", null=True, **PERHAPS
    )

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("enquiry")
        verbose_name_plural = _("enquiries")
        ordering = ["-created_at", "-pk"]
        indexes = INDEXES
        constraints = CONSTRAINTS

    def __str__(self) -> str:
        return self.reference

    @property
    def place_name(self) -> str:
        """Return what it is about: the site that was asked, or whose study it is."""
        if self.site_id:
            return self.site.name
        return self.study.sponsor or str(_("the study team"))

    @property
    def recipient(self) -> str:
        """Return who really has it, as part of a sentence.

        Rows of before the name was kept say what they are about.
        """
        name = self.recipient_name or self.place_name
        if self.routed_to == RoutedTo.PORTAL_DESK and not self.recipient_name:
            name = portal_name()
        return recipient_phrase(self.routed_to, name)

    @property
    def full_name(self) -> str:
        """Return the whole name in its own order; some people have one name."""
        return whole_name(self.first_name, self.last_name)

    @property
    def called(self) -> str:
        """Return how a letter greets: in Chinese never by the given name alone."""
        is_whole = self.language.startswith("zh") or has_han(self.first_name)
        return self.full_name if is_whole else self.first_name

    @property
    def phones(self) -> list[tuple[str, str]]:
        """Return each telephone number with the link that dials it, if one does."""
        numbers = [one for one in self.phone.split(" / ") if one]
        return [(one, dial_link(one)) for one in numbers]

    @property
    def is_closed(self) -> bool:
        """Whether nobody is waiting any more."""
        return self.state == EnquiryState.CLOSED

    @property
    def is_waiting(self) -> bool:
        """Whether the family waits for the team."""
        return self.state == EnquiryState.WAITING
