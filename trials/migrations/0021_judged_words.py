"""What is judged of a study's prose stands beside it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("trials", "0020_statistics_of_concepts")]

    operations = [
        migrations.AddField(
            model_name="study",
            name="judged_words",
            field=models.JSONField(blank=True, editable=False, null=True),
        )
    ]
