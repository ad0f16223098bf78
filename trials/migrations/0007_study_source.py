from django.db import migrations, models


class Migration(migrations.Migration):
    """Only adds: the version before this one writes the value by default."""

    dependencies = [("trials", "0006_selfcheck_reviews")]
    operations = [
        migrations.AddField(
            model_name="study",
            name="source",
            field=models.CharField(
                db_default="clinicaltrials", default="clinicaltrials", max_length=32
            ),
        ),
    ]
