from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contacts", "0014_ways_to_reach")]

    operations = [
        migrations.AddField(
            "linkrequest", "retry_at", models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField(
            "linkrequest", "attempts", models.PositiveIntegerField(default=0, db_default=0)
        ),
    ]
