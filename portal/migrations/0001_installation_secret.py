"""One secret of the installation's own takes the place of SECRET_KEY in hashes."""

from secrets import token_hex

from django.conf import settings
from django.db import migrations, models

import portal.lib.crypto

# Rows that bear hashes, or lead to some, made with the SECRET_KEY of today.
HASHED = {
    "trials": ["Study"],
    "contacts": [
        *("Enquiry", "Subscription", "NoteShare", "DeadAddress", "MailEvent"),
        *("Allowance", "Pause"),
    ],
}


def seed(apps, schema_editor):
    """Keep what was hashed findable; a new installation gets a random secret."""
    alias = schema_editor.connection.alias
    models_ = [apps.get_model(app, one) for app, names in HASHED.items() for one in names]
    is_old = any(model.objects.using(alias).exists() for model in models_)
    apps.get_model("portal", "InstallationSecret").objects.using(alias).get_or_create(
        name="lookup",
        defaults={"value": settings.SECRET_KEY if is_old else token_hex(32)},
    )


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("trials", "0006_selfcheck_reviews"),
        ("contacts", "0011_roles_of_invitations"),
    ]

    operations = [
        migrations.CreateModel(
            name="InstallationSecret",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=32, unique=True)),
                ("value", portal.lib.crypto.EncryptedTextField()),
            ],
            options={
                "verbose_name": "secret of the installation",
                "verbose_name_plural": "secrets of the installation",
                "ordering": ["pk"],
            },
        ),
        migrations.RunPython(seed, migrations.RunPython.noop),
    ]
