"""What happened, when and by whom; rows are only ever added."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Verb(models.TextChoices):
    """What can happen."""

    CRITERIA_RULED = "CRITERIA_RULED", _("Ruled how criteria are shown")
    ENQUIRY_SENT = "ENQUIRY_SENT", _("Enquiry received")
    ENQUIRY_OPENED = "ENQUIRY_OPENED", _("Enquiry opened by the team")
    TEAM_LINK_OPENED = "TEAM_LINK_OPENED", _("Read by a mailbox through its link")
    ENQUIRY_ANSWERED = "ENQUIRY_ANSWERED", _("Enquiry answered")
    ENQUIRY_CLOSED = "ENQUIRY_CLOSED", _("Enquiry closed")
    ENQUIRY_REOPENED = "ENQUIRY_REOPENED", _("Enquiry opened again")
    ENQUIRY_CLAIMED = "ENQUIRY_CLAIMED", _("Somebody takes care of it")
    ENQUIRY_RELEASED = "ENQUIRY_RELEASED", _("Nobody takes care of it any more")
    ENQUIRY_CALMED = "ENQUIRY_CALMED", _("Read, and not urgent")
    ENQUIRY_SNOOZED = "ENQUIRY_SNOOZED", _("Put off to a later day")
    ENQUIRY_PASSED_ON = "ENQUIRY_PASSED_ON", _("Passed on to another site")
    ENQUIRY_REROUTED = "ENQUIRY_REROUTED", _("Sent to another mailbox")
    ENQUIRY_WITHDRAWN = "ENQUIRY_WITHDRAWN", _("Taken back by the family")
    ENQUIRY_ERASED = "ENQUIRY_ERASED", _("Erased")
    ENQUIRY_EXPORTED = "ENQUIRY_EXPORTED", _("Enquiries exported")
    FAMILY_WROTE = "FAMILY_WROTE", _("The family wrote")
    REPLY_UNDONE = "REPLY_UNDONE", _("An answer was taken back before it left")
    CALL_TRIED = "CALL_TRIED", _("The team tried to call")
    REMARK_ADDED = "REMARK_ADDED", _("Internal remark added")
    CONTACT_CORRECTED = "CONTACT_CORRECTED", _("Contact details corrected")
    TEAM_REMINDED = "TEAM_REMINDED", _("Team reminded")
    DESK_TOLD = "DESK_TOLD", _("Portal desk told")
    SITE_OFFERED = "SITE_OFFERED", _("Another site offered to the family")
    ACCESS_REFUSED = "ACCESS_REFUSED", _("Staff asked for what is not theirs")
    STAFF_INVITED = "STAFF_INVITED", _("Staff member invited")
    STAFF_JOINED = "STAFF_JOINED", _("Staff member joined")
    TEAM_CHANGED = "TEAM_CHANGED", _("Team settings changed")
    STAFF_LEFT = "STAFF_LEFT", _("Staff member removed from a team")
    ACCOUNT_CLOSED = "ACCOUNT_CLOSED", _("Staff member has left")
    SECOND_FACTOR_RESET = "SECOND_FACTOR_RESET", _("Second factor reset")
    TEAM_FORMED = "TEAM_FORMED", _("Team set up")
    TEAMS_EXPORTED = "TEAMS_EXPORTED", _("List of teams exported")
    TEAMS_FROM_FILE = "TEAMS_FROM_FILE", _("Teams set up from a file")
    MAILBOX_ADDED = "MAILBOX_ADDED", _("Mailbox of a team added")
    MAILBOX_VERIFIED = "MAILBOX_VERIFIED", _("Mailbox confirmed by its readers")
    MAILBOX_CHANGED = "MAILBOX_CHANGED", _("Mailbox of a team changed")
    MAILBOX_REMOVED = "MAILBOX_REMOVED", _("Mailbox of a team removed")
    FACILITY_CHANGED = "FACILITY_CHANGED", _("Hospital changed")
    PLACES_PROPOSED = "PLACES_PROPOSED", _("Places proposed for hospitals")
    PLACES_CONFIRMED = "PLACES_CONFIRMED", _("Places of a hospital confirmed")
    PLACES_REFUSED = "PLACES_REFUSED", _("Places are not of a hospital")
    TEAM_ASKED = "TEAM_ASKED", _("A mailbox asked whether its studies take people")
    TEAM_TOLD = "TEAM_TOLD", _("A mailbox told whether its studies take people")
    CORRECTION_HANDLED = "CORRECTION_HANDLED", _("A reader's correction handled")
    INVITATION_REVOKED = "INVITATION_REVOKED", _("Invitation taken back")
    MAILBOX_LIFTED = "MAILBOX_LIFTED", _("A mailbox is used again")
    MAIL_PLACED = "MAIL_PLACED", _("An incoming e-mail put into its conversation")
    SENDER_ACCEPTED = "SENDER_ACCEPTED", _("Another address taken as theirs")
    MAIL_DELETED = "MAIL_DELETED", _("An incoming e-mail deleted by the desk")
    ROLES_CHANGED = "ROLES_CHANGED", _("Roles of an account changed")
    TEMPLATE_CHANGED = "TEMPLATE_CHANGED", _("Prepared answer changed")
    EMAIL_SENT = "EMAIL_SENT", _("E-mail taken over by the mail server")
    EMAIL_BOUNCED = "EMAIL_BOUNCED", _("E-mail came back")
    EMAIL_FAILED = "EMAIL_FAILED", _("E-mail could not be sent")
    EMAIL_RETRIED = "EMAIL_RETRIED", _("E-mail queued again by hand")
    ALERTS_STOPPED = "ALERTS_STOPPED", _("Alerts stopped for an address")
    ALERTS_ERASED = "ALERTS_ERASED", _("Alerts erased")
    ALERTS_HALTED = "ALERTS_HALTED", _("Sending of alerts halted by the desk")
    ALERTS_RESUMED = "ALERTS_RESUMED", _("Sending of alerts resumed by the desk")


class AuditEvent(models.Model):
    """One event. It names an enquiry by reference, so it outlives an erasure."""

    PERSONAL = {"reference", "by"}
    IMPERSONAL = {"id", "verb", "detail", "at"}

    at = models.DateTimeField()
    verb = models.CharField(max_length=32, choices=Verb.choices)
    # "enquirer", "worker" or "user:<pk>"; never a name.
    by = models.CharField(max_length=64)
    reference = models.CharField(max_length=20, blank=True, db_index=True)
    # Codes and counts only, never what somebody wrote.
    detail = models.JSONField(default=dict, blank=True)

    class Meta:
        # The table keeps its name and its rights: the room moved, the data did not.
        app_label = "contacts"
        verbose_name = _("audit event")
        verbose_name_plural = _("audit events")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.reference}"
