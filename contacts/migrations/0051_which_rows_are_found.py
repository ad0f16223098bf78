"""Each index of the outbox, of subscriptions and of the ledger is asked by something.

The others cost every alert a write: `tests/contacts/mail/test_indexes.py` lists them.
"""

import django.db.models.deletion
from django.db import migrations, models


def leave_room(apps, schema_editor):
    """Let each subscription be written anew where it stands, without its indexes.

    That holds for rows that come; older ones find such room once they have moved.
    """
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE contacts_subscription SET (fillfactor = 50)")


def take_room(apps, schema_editor):
    """Let a page be filled whole again."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE contacts_subscription RESET (fillfactor)")


class Migration(migrations.Migration):

    dependencies = [
        ('contacts', '0050_written_late'),
        ('trials', '0021_judged_words'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='alert',
            name='alert_once_for_household_and_study',
        ),
        migrations.RemoveIndex(
            model_name='outgoingemail',
            name='outbox_sent',
        ),
        migrations.RemoveIndex(
            model_name='outgoingemail',
            name='outbox_people_due',
        ),
        migrations.AlterField(
            model_name='alert',
            name='mail',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='alerts', to='contacts.outgoingemail'),
        ),
        migrations.AlterField(
            model_name='alert',
            name='site',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='alerts', to='trials.studysite'),
        ),
        migrations.AlterField(
            model_name='alert',
            name='study',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='alerts', to='trials.study'),
        ),
        migrations.AlterField(
            model_name='outgoingemail',
            name='enquiry',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='emails', to='contacts.enquiry'),
        ),
        migrations.AlterField(
            model_name='outgoingemail',
            name='entry',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='emails', to='contacts.message'),
        ),
        migrations.AlterField(
            model_name='outgoingemail',
            name='message_id',
            field=models.CharField(max_length=120),
        ),
        migrations.AlterField(
            model_name='outgoingemail',
            name='provider_id',
            field=models.CharField(blank=True, max_length=255),
        ),
        migrations.AlterField(
            model_name='outgoingemail',
            name='queue',
            field=models.CharField(choices=[('enquiries', 'Enquiries'), ('late', 'Enquiries, written when they leave'), ('bulk', 'Bulk'), ('packed', 'Bulk, stored packed')], default='enquiries', max_length=16),
        ),
        migrations.AlterField(
            model_name='outgoingemail',
            name='subscription',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='emails', to='contacts.subscription'),
        ),
        migrations.AlterField(
            model_name='subscription',
            name='confirm_hash',
            field=models.CharField(max_length=64),
        ),
        migrations.AlterField(
            model_name='subscription',
            name='household',
            field=models.CharField(max_length=64),
        ),
        migrations.AlterField(
            model_name='subscription',
            name='manage_hash',
            field=models.CharField(max_length=64),
        ),
        migrations.AlterField(
            model_name='subscription',
            name='unsubscribe_hash',
            field=models.CharField(max_length=64),
        ),
        migrations.AddIndex(
            model_name='alert',
            index=models.Index(condition=models.Q(('site__isnull', False)), fields=['site'], name='alert_of_site'),
        ),
        migrations.AddIndex(
            model_name='alert',
            index=models.Index(condition=models.Q(('mail__isnull', False)), fields=['mail'], name='alert_of_mail'),
        ),
        migrations.AddIndex(
            model_name='outgoingemail',
            index=models.Index(condition=models.Q(('state__in', ['QUEUED', 'SENDING', 'RETRYING']), models.Q(('queue__in', ['bulk', 'packed']), _negated=True)), fields=['next_attempt_at'], name='outbox_for_people'),
        ),
        migrations.AddIndex(
            model_name='outgoingemail',
            index=models.Index(condition=models.Q(('sent_at__isnull', False)), fields=['sent_at'], name='outbox_left'),
        ),
        migrations.AddIndex(
            model_name='outgoingemail',
            index=models.Index(condition=models.Q(('enquiry__isnull', False)), fields=['enquiry'], name='outbox_of_enquiry'),
        ),
        migrations.AddIndex(
            model_name='outgoingemail',
            index=models.Index(condition=models.Q(('entry__isnull', False)), fields=['entry'], name='outbox_of_entry'),
        ),
        migrations.AddIndex(
            model_name='outgoingemail',
            index=models.Index(condition=models.Q(('subscription__isnull', False)), fields=['subscription'], name='outbox_of_subscription'),
        ),
        migrations.AddIndex(
            model_name='outgoingemail',
            index=models.Index(condition=models.Q(('provider_id', ''), _negated=True), fields=['provider_id'], name='outbox_of_provider'),
        ),
        migrations.AddIndex(
            model_name='subscription',
            index=models.Index(fields=['household'], name='subscription_household'),
        ),
        migrations.AddConstraint(
            model_name='alert',
            constraint=models.UniqueConstraint(fields=('study', 'household', 'is_recruiting'), name='alert_once_for_study_and_household'),
        ),
        migrations.AddConstraint(
            model_name='outgoingemail',
            constraint=models.UniqueConstraint(fields=('message_id',), name='outbox_message_id', opclasses=['varchar_pattern_ops']),
        ),
        migrations.AddConstraint(
            model_name='subscription',
            constraint=models.UniqueConstraint(fields=('confirm_hash',), name='subscription_confirm_link'),
        ),
        migrations.AddConstraint(
            model_name='subscription',
            constraint=models.UniqueConstraint(fields=('manage_hash',), name='subscription_manage_link'),
        ),
        migrations.AddConstraint(
            model_name='subscription',
            constraint=models.UniqueConstraint(fields=('unsubscribe_hash',), name='subscription_unsubscribe_link'),
        ),
        migrations.RunPython(leave_room, take_room),
    ]
