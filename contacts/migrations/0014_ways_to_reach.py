"""Families may lack an e-mail, a telephone or a last name; a code opens their page."""

from django.db import migrations, models

import portal.lib.crypto


class Migration(migrations.Migration):
    dependencies = [("contacts", "0013_secrets_of_pages_filled")]

    operations = [
        migrations.AddField(
            "enquiry",
            "code",
            portal.lib.crypto.EncryptedTextField(
                blank=True, default="", db_default=""
            ),
        ),
        migrations.AddField(
            "enquiry",
            "code_hash",
            models.CharField(blank=True, max_length=64, null=True, unique=True),
        ),
        *(
            migrations.AlterField(
                "enquiry", name, portal.lib.crypto.EncryptedTextField(blank=True)
            )
            for name in ("last_name", "email", "phone")
        ),
        migrations.AlterField(
            "enquiry",
            "email_hash",
            models.CharField(blank=True, db_index=True, max_length=64),
        ),
    ]
