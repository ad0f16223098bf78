"""Sites near a place are found by an index; an index that nothing asks goes.

Near misses of spelling are found in the vocabulary, before the database is asked.
"""

from django.db import migrations, models


def drop_trigrams(apps, schema_editor):
    """Drop the index of trigrams; its extension may serve others."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS trials_searchdocument_alike")


class Migration(migrations.Migration):

    dependencies = [
        ('trials', '0015_usual_answers'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='studysite',
            index=models.Index(fields=['latitude', 'longitude'], name='site_by_position'),
        ),
        migrations.RunPython(drop_trigrams, migrations.RunPython.noop),
    ]
