"""By what an import knows a file again that it has read."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("trials", "0021_judged_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="study",
            name="raw_hash",
            field=models.CharField(blank=True, db_default="", max_length=64),
        ),
    ]
