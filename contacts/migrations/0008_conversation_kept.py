"""What the conversation has to remember: what is unread, in reply to what, retries."""

import contacts.teams.working_times
from django.db import migrations, models


def mark_read(apps, schema_editor):
    """What somebody has opened already is not new to them."""
    enquiries = apps.get_model("contacts", "Enquiry").objects
    enquiries.filter(opened_at__isnull=False).update(is_unread=False)


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0007_notes"),
    ]

    operations = [
        migrations.AddField(
            model_name="enquiry",
            name="is_unread",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="inboundemail",
            name="answers_to",
            field=models.CharField(blank=True, max_length=255),
        ),
        migrations.AddField(
            model_name="inboundemail",
            name="retry_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="mailevent",
            name="retry_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="message",
            name="before",
            field=models.JSONField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="team",
            name="language",
            field=models.CharField(
                default="en",
                max_length=16,
                validators=[contacts.teams.working_times.check_language],
                verbose_name="language of its e-mails",
            ),
        ),
        migrations.AlterField(
            model_name="auditevent",
            name="verb",
            field=models.CharField(
                choices=[
                    ("ENQUIRY_SENT", "Enquiry received"),
                    ("ENQUIRY_OPENED", "Enquiry opened by the team"),
                    ("ENQUIRY_ANSWERED", "Enquiry answered"),
                    ("ENQUIRY_CLOSED", "Enquiry closed"),
                    ("ENQUIRY_REOPENED", "Enquiry opened again"),
                    ("ENQUIRY_CLAIMED", "Somebody takes care of it"),
                    ("ENQUIRY_RELEASED", "Nobody takes care of it any more"),
                    ("ENQUIRY_CALMED", "Read, and not urgent"),
                    ("ENQUIRY_SNOOZED", "Put off to a later day"),
                    ("ENQUIRY_PASSED_ON", "Passed on to another site"),
                    ("ENQUIRY_REROUTED", "Sent to another mailbox"),
                    ("ENQUIRY_WITHDRAWN", "Taken back by the family"),
                    ("ENQUIRY_ERASED", "Erased"),
                    ("ENQUIRY_EXPORTED", "Enquiries exported"),
                    ("FAMILY_WROTE", "The family wrote"),
                    ("REPLY_UNDONE", "An answer was taken back before it left"),
                    ("CALL_TRIED", "The team tried to call"),
                    ("REMARK_ADDED", "Internal remark added"),
                    ("CONTACT_CORRECTED", "Contact details corrected"),
                    ("TEAM_REMINDED", "Team reminded"),
                    ("DESK_TOLD", "Portal desk told"),
                    ("SITE_OFFERED", "Another site offered to the family"),
                    ("ACCESS_REFUSED", "Staff asked for what is not theirs"),
                    ("STAFF_INVITED", "Staff member invited"),
                    ("STAFF_JOINED", "Staff member joined"),
                    ("TEAM_CHANGED", "Team settings changed"),
                    ("STAFF_LEFT", "Staff member removed from a team"),
                    ("INVITATION_REVOKED", "Invitation taken back"),
                    ("MAILBOX_LIFTED", "A mailbox is used again"),
                    ("MAIL_PLACED", "An incoming e-mail put into its conversation"),
                    ("MAIL_DELETED", "An incoming e-mail deleted by the desk"),
                    ("EMAIL_SENT", "E-mail taken over by the mail server"),
                    ("EMAIL_BOUNCED", "E-mail came back"),
                    ("EMAIL_FAILED", "E-mail could not be sent"),
                    ("EMAIL_RETRIED", "E-mail queued again by hand"),
                    ("ALERTS_STOPPED", "Alerts stopped for an address"),
                    ("ALERTS_ERASED", "Alerts erased"),
                    ("ALERTS_HALTED", "Sending of alerts halted by the desk"),
                    ("ALERTS_RESUMED", "Sending of alerts resumed by the desk"),
                ],
                max_length=32,
            ),
        ),
        migrations.AlterField(
            model_name="inboundemail",
            name="state",
            field=models.CharField(
                choices=[
                    ("NEW", "Not looked at yet"),
                    ("TAKEN", "In its conversation"),
                    ("AUTOMATIC", "An automatic answer"),
                    ("REFUSED", "Could not be placed"),
                ],
                default="NEW",
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="team",
            name="free_days",
            field=models.JSONField(
                blank=True,
                default=list,
                validators=[contacts.teams.working_times.check_dates],
                verbose_name="more free days",
            ),
        ),
        migrations.AlterField(
            model_name="team",
            name="work_days",
            field=models.JSONField(
                default=contacts.teams.working_times.monday_to_friday,
                validators=[contacts.teams.working_times.check_days],
                verbose_name="working days",
            ),
        ),
        migrations.RunPython(mark_read, migrations.RunPython.noop),
    ]
