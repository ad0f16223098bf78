"""Self-checks have the states of texts; the end of their approval is told before."""

from django.db import migrations, models


def rename_put_away(apps, _schema):
    """What was retired is withdrawn, as of every other text."""
    rows = apps.get_model("trials", "SelfCheckVersion").objects
    rows.filter(state="RETIRED").update(state="WITHDRAWN")


class Migration(migrations.Migration):
    dependencies = [("trials", "0017_selfcheck_tallies")]

    operations = [
        migrations.AddField(
            "selfcheckversion",
            "warned_days",
            models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AlterField(
            "selfcheckversion",
            "state",
            models.CharField(
                choices=[
                    ("DRAFT", "Draft"),
                    ("IN_REVIEW", "In review"),
                    ("APPROVED", "Approved"),
                    ("PUBLISHED", "Published"),
                    ("WITHDRAWN", "Withdrawn"),
                ],
                default="DRAFT",
                max_length=16,
            ),
        ),
        migrations.RunPython(rename_put_away, migrations.RunPython.noop),
    ]
