"""The chain over the audit, guarded as its rows are."""

from django.db import migrations, models

from portal.audit.triggers import install_triggers


def guard(apps, schema_editor):
    install_triggers(
        schema_editor.connection, {"portal_auditseal", "portal_sealedrow"}
    )


class Migration(migrations.Migration):

    dependencies = [
        ('portal', '0002_jobs_alarms_and_health'),
    ]

    operations = [
        migrations.CreateModel(
            name='AuditSeal',
            fields=[
                ('number', models.BigIntegerField(primary_key=True, serialize=False)),
                ('sealed_at', models.DateTimeField()),
                ('first_event', models.BigIntegerField()),
                ('last_event', models.BigIntegerField()),
                ('count', models.PositiveIntegerField()),
                ('rows_hash', models.CharField(max_length=64)),
                ('previous_hash', models.CharField(blank=True, max_length=64)),
                ('hash', models.CharField(max_length=64)),
                ('has_more', models.BooleanField(default=False)),
                ('rows_gone_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'seal of the audit',
                'verbose_name_plural': 'seals of the audit',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='SealedRow',
            fields=[
                ('event', models.BigIntegerField(primary_key=True, serialize=False)),
                ('seal', models.BigIntegerField(db_index=True)),
                ('hash', models.CharField(max_length=64)),
                ('erased_hash', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'verbose_name': 'sealed row of the audit',
                'verbose_name_plural': 'sealed rows of the audit',
                'ordering': ['event'],
            },
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
