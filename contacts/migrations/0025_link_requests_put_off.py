from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contacts", "0011_roles_of_invitations")]

    operations = [
        migrations.AddField(
            "linkrequest", "retry_at", models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField(
            "linkrequest", "attempts", models.PositiveIntegerField(default=0)
        ),
    ]
