"""Rows of the audit are only ever added, from here on by triggers."""

from django.db import migrations, models

from portal.audit.triggers import install_triggers


def guard(apps, schema_editor):
    install_triggers(schema_editor.connection, {"contacts_auditevent"})


class Migration(migrations.Migration):

    dependencies = [
        ('contacts', '0032_what_a_letter_held_besides_words'),
    ]

    operations = [
        migrations.AlterField(
            model_name='auditevent',
            name='verb',
            field=models.CharField(choices=[('ENQUIRY_SENT', 'Enquiry received'), ('ENQUIRY_OPENED', 'Enquiry opened by the team'), ('TEAM_LINK_OPENED', 'Read by a mailbox through its link'), ('ENQUIRY_ANSWERED', 'Enquiry answered'), ('ENQUIRY_CLOSED', 'Enquiry closed'), ('ENQUIRY_REOPENED', 'Enquiry opened again'), ('ENQUIRY_CLAIMED', 'Somebody takes care of it'), ('ENQUIRY_RELEASED', 'Nobody takes care of it any more'), ('ENQUIRY_CALMED', 'Read, and not urgent'), ('ENQUIRY_SNOOZED', 'Put off to a later day'), ('ENQUIRY_PASSED_ON', 'Passed on to another site'), ('ENQUIRY_REROUTED', 'Sent to another mailbox'), ('ENQUIRY_WITHDRAWN', 'Taken back by the family'), ('ENQUIRY_ERASED', 'Erased'), ('ENQUIRY_EXPORTED', 'Enquiries exported'), ('FAMILY_WROTE', 'The family wrote'), ('REPLY_UNDONE', 'An answer was taken back before it left'), ('CALL_TRIED', 'The team tried to call'), ('REMARK_ADDED', 'Internal remark added'), ('CONTACT_CORRECTED', 'Contact details corrected'), ('TEAM_REMINDED', 'Team reminded'), ('DESK_TOLD', 'Portal desk told'), ('SITE_OFFERED', 'Another site offered to the family'), ('ACCESS_REFUSED', 'Staff asked for what is not theirs'), ('STAFF_INVITED', 'Staff member invited'), ('STAFF_JOINED', 'Staff member joined'), ('TEAM_CHANGED', 'Team settings changed'), ('STAFF_LEFT', 'Staff member removed from a team'), ('ACCOUNT_CLOSED', 'Staff member has left'), ('SECOND_FACTOR_RESET', 'Second factor reset'), ('TEAM_FORMED', 'Team set up'), ('TEAMS_EXPORTED', 'List of teams exported'), ('TEAMS_FROM_FILE', 'Teams set up from a file'), ('MAILBOX_ADDED', 'Mailbox of a team added'), ('MAILBOX_VERIFIED', 'Mailbox confirmed by its readers'), ('MAILBOX_CHANGED', 'Mailbox of a team changed'), ('MAILBOX_REMOVED', 'Mailbox of a team removed'), ('FACILITY_CHANGED', 'Hospital changed'), ('PLACES_PROPOSED', 'Places proposed for hospitals'), ('PLACES_CONFIRMED', 'Places of a hospital confirmed'), ('PLACES_REFUSED', 'Places are not of a hospital'), ('INVITATION_REVOKED', 'Invitation taken back'), ('MAILBOX_LIFTED', 'A mailbox is used again'), ('MAIL_PLACED', 'An incoming e-mail put into its conversation'), ('SENDER_ACCEPTED', 'Another address taken as theirs'), ('MAIL_DELETED', 'An incoming e-mail deleted by the desk'), ('ROLES_CHANGED', 'Roles of an account changed'), ('TEMPLATE_CHANGED', 'Prepared answer changed'), ('EMAIL_SENT', 'E-mail taken over by the mail server'), ('EMAIL_BOUNCED', 'E-mail came back'), ('EMAIL_FAILED', 'E-mail could not be sent'), ('EMAIL_RETRIED', 'E-mail queued again by hand'), ('ALERTS_STOPPED', 'Alerts stopped for an address'), ('ALERTS_ERASED', 'Alerts erased'), ('ALERTS_HALTED', 'Sending of alerts halted by the desk'), ('ALERTS_RESUMED', 'Sending of alerts resumed by the desk'), ('ENQUIRY_READ', 'Enquiry read'), ('ENQUIRIES_LISTED', 'List of enquiries opened'), ('SEARCH_MADE', 'Searched for a family'), ('FAMILY_EXPORTED', 'Downloaded or printed by the family'), ('HOSPITAL_EXPORTED', 'All data of a hospital exported'), ('INCIDENT_OPENED', 'Asked who saw or got what'), ('INCIDENT_EXPORTED', 'Who saw or got what: taken as a file'), ('PAGE_OPENED', 'Page of the staff opened'), ('PAGE_SENT', 'Something changed on a page of the staff'), ('SIGNED_IN', 'Signed in'), ('SIGN_IN_FAILED', 'Sign-in failed'), ('SIGNED_OUT', 'Signed out'), ('SECOND_FACTOR_USED', 'Second factor given'), ('SECOND_FACTOR_FAILED', 'Second factor was wrong'), ('SECOND_FACTOR_ADDED', 'Second factor set up'), ('SECOND_FACTOR_REMOVED', 'Second factor removed'), ('PASSWORD_CHANGED', 'Password changed'), ('STUDY_PUBLISHED', 'Trial published'), ('SELFCHECK_PUBLISHED', 'Self-check published'), ('SELFCHECK_RETIRED', 'Self-check put away'), ('AUDIT_OPENED', 'Audit opened'), ('AUDIT_EXPORTED', 'Audit exported'), ('AUDIT_PURGED', 'Audit: what is too old was deleted'), ('AUDIT_ERASED', "Audit: an erased enquiry's reference taken out"), ('CRITERIA_RULED', 'Ruled how criteria are shown'), ('TEAM_ASKED', 'A mailbox asked whether its studies take people'), ('TEAM_TOLD', 'A mailbox told whether its studies take people'), ('CORRECTION_HANDLED', "A reader's correction handled")], max_length=32),
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
