"""Columns for the secrets of pages, encrypted, and for the hashes of forms' keys.

Only new ones: the version before writes and reads rows beside this one.
"""

import uuid

from django.db import migrations, models

import portal.lib.crypto


class Migration(migrations.Migration):

    dependencies = [
        ("contacts", "0011_roles_of_invitations"),
        ("portal", "0001_installation_secret"),
    ]

    operations = [
        migrations.AddField(
            model_name="enquiry",
            name="page_secret",
            field=portal.lib.crypto.EncryptedTextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="enquiry",
            name="key_hash",
            field=models.CharField(max_length=64, null=True, unique=True),
        ),
        migrations.AlterField(
            model_name="enquiry",
            name="idempotency_key",
            field=models.UUIDField(default=uuid.uuid4, unique=True),
        ),
        migrations.AddField(
            model_name="noteshare",
            name="link_secret",
            field=portal.lib.crypto.EncryptedTextField(blank=True, db_default="", default=""),
        ),
    ]
