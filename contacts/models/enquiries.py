"""An enquiry: a conversation between one person and one site team."""

import json
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.lib.crypto import EncryptedTextField
from trials.models import Study, StudySite


class Relationship(models.TextChoices):
    """For whom somebody writes."""

    MYSELF = "MYSELF", _("Myself")
    MY_CHILD = "MY_CHILD", _("My child")
    SOMEONE_I_CARE_FOR = "SOMEONE_I_CARE_FOR", _("Someone I care for")
    MY_PATIENT = "MY_PATIENT", _("My patient")


class RoutedTo(models.TextChoices):
    """Whose mailbox an enquiry went to."""

    SITE_CONTACT = "SITE_CONTACT", _("The site's own contact")
    CENTRAL_CONTACT = "CENTRAL_CONTACT", _("The study's central contact")
    PORTAL_DESK = "PORTAL_DESK", _("The portal desk")


class EnquiryQuerySet(models.QuerySet["Enquiry"]):
    """Which enquiries; staff reach one only through `visible_to`."""

    def visible_to(self, user: AbstractBaseUser) -> "EnquiryQuerySet":
        """Return what a staff member may see: their sites', or all at the desk."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.memberships.filter(team__is_desk=True).exists():
            return self
        return self.filter(site__teams__memberships__user=user).distinct()

    def unopened(self) -> "EnquiryQuerySet":
        """Enquiries that nobody at the site has read."""
        return self.filter(opened_at__isnull=True)


class Enquiry(models.Model):
    """What a person asked of one study's team, and where it stands."""

    PERSONAL = {
        "first_name",
        "last_name",
        "email",
        "email_hash",
        "phone",
        "other_language",
        "relationship",
        "person_age",
        "language",
        "token_hash",
        "content_hash",
        "idempotency_key",
        "reference",
    }
    IMPERSONAL = {
        "id",
        "study",
        "site",
        "routed_to",
        "team_email",
        "consent_version",
        "consented_at",
        "answer_due_on",
        "created_at",
        "opened_at",
    }

    reference = models.CharField(max_length=20, unique=True)
    token_hash = models.CharField(max_length=64, unique=True)
    idempotency_key = models.UUIDField(unique=True)
    content_hash = models.CharField(max_length=64)
    study = models.ForeignKey(Study, models.PROTECT, related_name="enquiries")
    site = models.ForeignKey(
        StudySite, models.PROTECT, related_name="enquiries", null=True, blank=True
    )
    routed_to = models.CharField(max_length=16, choices=RoutedTo.choices)
    # Where the team's mail went, as the registry printed it on that day.
    team_email = models.CharField(max_length=254)
    first_name = EncryptedTextField()
    last_name = EncryptedTextField()
    email = EncryptedTextField()
    # contacts.models.address_hash: a person's enquiries can be found by their address.
    email_hash = models.CharField(max_length=64, blank=True, db_index=True)
    phone = EncryptedTextField()
    other_language = EncryptedTextField(blank=True)
    relationship = models.CharField(max_length=24, choices=Relationship.choices)
    # Completed years of the person it is about; empty when they write themselves.
    person_age = models.PositiveSmallIntegerField(null=True, blank=True)
    language = models.CharField(max_length=16)
    consent_version = models.CharField(max_length=32)
    consented_at = models.DateTimeField()
    answer_due_on = models.DateField()
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("enquiry")
        verbose_name_plural = _("enquiries")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["site", "-created_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(routed_to=RoutedTo.SITE_CONTACT, site__isnull=False)
                | ~Q(routed_to=RoutedTo.SITE_CONTACT),
                name="enquiry_site_contact_has_site",
            ),
            models.CheckConstraint(
                condition=Q(relationship__in=Relationship.values),
                name="enquiry_relationship_known",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def team_name(self) -> str:
        """Return whom the receipt names: the site, or the study's team."""
        if self.site_id:
            return self.site.name
        return self.study.sponsor or str(_("the study team"))


class Author(models.TextChoices):
    """Who wrote an entry of the conversation."""

    ENQUIRER = "ENQUIRER", _("The person who asked")
    SITE_TEAM = "SITE_TEAM", _("The site team")


class Message(models.Model):
    """One entry of the conversation."""

    PERSONAL = {"body", "selfcheck"}
    IMPERSONAL = {"id", "enquiry", "author", "created_at"}

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="messages")
    author = models.CharField(max_length=16, choices=Author.choices)
    body = EncryptedTextField()
    # Self-check answers that the person chose to send: a snapshot as JSON, shown to
    # the site team in the console only, never in an e-mail, gone with the message.
    selfcheck = EncryptedTextField(blank=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.enquiry_id} {self.author}"

    @property
    def selfcheck_snapshot(self) -> dict[str, Any] | None:
        """Return the answers that were sent along, as they were shown."""
        return json.loads(self.selfcheck) if self.selfcheck else None
