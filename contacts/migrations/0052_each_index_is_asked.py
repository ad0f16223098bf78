"""What nobody asks costs no message a write: `tests/contacts/enquiries/test_indexes.py`.

Keys by which no row is sought, or which another index begins with, have none of their
own; those that are mostly empty have one of the rows that are not.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Django puts them beside each text with an index, for LIKE; all of these are hashes, or
# are sought as a whole.
FOR_LIKE = (
    "contacts_auditevent_reference_0ab1bb1e_like",
    "contacts_enquirername_word_hash_afe0fa8b_like",
    "contacts_enquiry_code_hash_060882c3_like",
    "contacts_enquiry_email_hash_bcace3c0_like",
    "contacts_enquiry_key_hash_84b111cb_like",
    "contacts_enquiry_phone_hash_8a0ab2cc_like",
    "contacts_enquiry_token_hash_996f3e86_like",
    "contacts_teamlink_token_hash_a3bfb593_like",
)


def drop_for_like(apps, schema_editor):
    """Drop them; SQLite has none."""
    if schema_editor.connection.vendor == "postgresql":
        for name in FOR_LIKE:
            schema_editor.execute(f'DROP INDEX IF EXISTS "{name}"')


class Migration(migrations.Migration):

    dependencies = [
        ('contacts', '0051_which_rows_are_found'),
        ('trials', '0021_judged_words'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='enquiry',
            name='consent_text',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contacts.consenttext'),
        ),
        migrations.AlterField(
            model_name='enquiry',
            name='offered_site',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='trials.studysite'),
        ),
        migrations.AlterField(
            model_name='enquiry',
            name='owner',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='owned_enquiries', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='enquiry',
            name='site',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='enquiries', to='trials.studysite'),
        ),
        migrations.AlterField(
            model_name='enquiry',
            name='study',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='enquiries', to='trials.study'),
        ),
        migrations.AlterField(
            model_name='enquiry',
            name='suggested_site',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='trials.studysite'),
        ),
        migrations.AlterField(
            model_name='message',
            name='written_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='teamlink',
            name='enquiry',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='team_links', to='contacts.enquiry'),
        ),
        migrations.AddIndex(
            model_name='enquiry',
            index=models.Index(condition=models.Q(('owner__isnull', False)), fields=['owner'], name='enquiry_owner'),
        ),
        migrations.AddIndex(
            model_name='enquiry',
            index=models.Index(condition=models.Q(('offered_site__isnull', False)), fields=['offered_site'], name='enquiry_offered_site'),
        ),
        migrations.AddIndex(
            model_name='enquiry',
            index=models.Index(condition=models.Q(('suggested_site__isnull', False)), fields=['suggested_site'], name='enquiry_suggested_site'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('written_by__isnull', False)), fields=['written_by'], name='message_written_by'),
        ),
        migrations.RunPython(drop_for_like, migrations.RunPython.noop),
    ]
