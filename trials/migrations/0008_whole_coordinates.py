"""Half a coordinate was let in: a comparison with NULL refuses nothing.

No place lies at half a coordinate, so the half goes; the next import writes both.
"""

from django.db import migrations, models
from django.db.models import Q


def forget_halves(apps, schema_editor):
    """Take away coordinates that lack their other half."""
    alias = schema_editor.connection.alias
    rows = apps.get_model("trials", "StudySite").objects.using(alias)
    halves = Q(latitude=None) | Q(longitude=None)
    rows.filter(halves).update(latitude=None, longitude=None)


class Migration(migrations.Migration):

    dependencies = [("trials", "0007_study_source")]

    operations = [
        migrations.RunPython(forget_halves, migrations.RunPython.noop),
        migrations.RemoveConstraint("studysite", "site_coordinates_both_or_neither"),
        migrations.AddConstraint(
            "studysite",
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="site_coordinates_both_or_neither",
            ),
        ),
    ]
