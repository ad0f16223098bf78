"""The search's rows, with the index of words that each database keeps of them.

PostgreSQL: a generated column of weighted words. SQLite: a table of its own kind, kept
by triggers; a later migration that makes
`trials_searchdocument` anew has to make them again (`make_words` does).
"""

import django.db.models.deletion
from django.db import migrations, models

PARTS = ("title", "treatments", "people", "body")
WEIGHTED = " || ".join(
    f"setweight(to_tsvector('simple', {part}), '{weight}')"
    for part, weight in zip(PARTS, "ABCD", strict=True)
)
POSTGRESQL = (
    "ALTER TABLE trials_searchdocument ADD COLUMN words tsvector"
    f" GENERATED ALWAYS AS ({WEIGHTED}) STORED",
    "CREATE INDEX trials_searchdocument_words ON trials_searchdocument USING gin (words)",
)
COLUMNS = ", ".join(PARTS)
NEW = ", ".join(f"new.{part}" for part in PARTS)
OLD = ", ".join(f"old.{part}" for part in PARTS)
ADD = f"INSERT INTO trials_searchwords (rowid, {COLUMNS}) VALUES (new.id, {NEW});"
DROP = (
    f"INSERT INTO trials_searchwords (trials_searchwords, rowid, {COLUMNS})"
    f" VALUES ('delete', old.id, {OLD});"
)
SQLITE = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS trials_searchwords USING fts5({COLUMNS},"
    " content='trials_searchdocument', content_rowid='id', tokenize='unicode61')",
    "CREATE TRIGGER IF NOT EXISTS trials_searchwords_insert"
    f" AFTER INSERT ON trials_searchdocument BEGIN {ADD} END",
    "CREATE TRIGGER IF NOT EXISTS trials_searchwords_delete"
    f" AFTER DELETE ON trials_searchdocument BEGIN {DROP} END",
    "CREATE TRIGGER IF NOT EXISTS trials_searchwords_update"
    f" AFTER UPDATE ON trials_searchdocument BEGIN {DROP} {ADD} END",
    "CREATE VIRTUAL TABLE IF NOT EXISTS trials_searchvocabulary"
    " USING fts5vocab('trials_searchwords', 'row')",
)


def make_words(apps, schema_editor):
    """Make the database's own index of the words."""
    vendor = schema_editor.connection.vendor
    for statement in SQLITE if vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def drop_words(apps, schema_editor):
    """Take it away again; PostgreSQL drops it with its table."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE IF EXISTS trials_searchvocabulary")
        schema_editor.execute("DROP TABLE IF EXISTS trials_searchwords")


class Migration(migrations.Migration):

    dependencies = [
        ('trials', '0013_words_become_versions'),
    ]

    operations = [
        migrations.CreateModel(
            name='ConceptMention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('concept', models.CharField(max_length=80)),
                ('weight', models.PositiveSmallIntegerField()),
                ('freshness', models.PositiveIntegerField(default=0)),
                ('study', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='trials.study')),
            ],
            options={
                'verbose_name': 'concept of a study',
                'verbose_name_plural': 'concepts of studies',
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['concept', '-weight', '-freshness', 'study'], name='mention_best_first')],
                'constraints': [models.UniqueConstraint(fields=('study', 'concept'), name='mention_once_a_study')],
            },
        ),
        migrations.CreateModel(
            name='SearchDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=16)),
                ('title', models.TextField(blank=True)),
                ('treatments', models.TextField(blank=True)),
                ('people', models.TextField(blank=True)),
                ('body', models.TextField(blank=True)),
                ('study', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='trials.study')),
            ],
            options={
                'verbose_name': 'words of a study',
                'verbose_name_plural': 'words of studies',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('study', 'language'), name='document_once_a_language')],
            },
        ),
        migrations.RunPython(make_words, drop_words),
    ]
