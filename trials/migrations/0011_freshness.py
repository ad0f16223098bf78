"""How old the copies are, and from when on each is to be doubted."""

from django.db import migrations, models
from django.db.models.functions import Now

from trials.freshness.tones import Known
from trials.freshness.turning import turning_days

FILLED = ["has_open_site", "ask_first_from", "probably_over_from"]


def fill(apps, schema_editor):
    """Weigh what is here already; when it was copied nobody wrote down."""
    alias = schema_editor.connection.alias
    studies = apps.get_model("trials", "Study").objects.using(alias)
    sites = apps.get_model("trials", "StudySite").objects.using(alias)
    taking = sites.filter(is_listed=True, status="RECRUITING")
    open_ones = set(taking.values_list("study_id", flat=True))
    weighed = []
    for study in studies.order_by("pk").iterator(500):
        study.has_open_site = study.pk in open_ones
        days = turning_days(
            Known(
                status=study.overall_status,
                last_update=study.last_update_date,
                verified=study.status_verified_date,
                completion=study.completion_date,
                primary_completion=study.primary_completion_date,
                start=study.start_date,
                has_open_site=study.has_open_site,
            )
        )
        study.ask_first_from = days.ask_first_from
        study.probably_over_from = days.probably_over_from
        weighed.append(study)
    studies.bulk_update(weighed, FILLED, 500)


class Migration(migrations.Migration):

    dependencies = [
        ('trials', '0010_eligibility_rulings'),
    ]

    operations = [
        migrations.AddField(
            model_name='study',
            name='ask_first_from',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='study',
            name='compared_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='study',
            name='copied_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='study',
            name='has_open_site',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='study',
            name='is_team_silent',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='study',
            name='probably_over_from',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='study',
            name='team_closed_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='study',
            name='team_confirmed_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='study',
            name='vanished_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='studysite',
            name='team_closed_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='studysite',
            name='team_confirmed_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name='RefreshRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begun_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('is_over', models.BooleanField(db_default=False, default=False)),
                ('busy_until', models.DateTimeField(db_default=Now())),
                ('through', models.CharField(blank=True, db_default='', default='', max_length=16)),
                ('same', models.PositiveIntegerField(db_default=0, default=0)),
                ('changed', models.JSONField(default=list)),
                ('missing', models.JSONField(default=list)),
                ('failed', models.JSONField(default=list)),
            ],
            options={
                'verbose_name': 'comparison with the registry',
                'verbose_name_plural': 'comparisons with the registry',
                'ordering': ['-begun_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_over', False)), fields=('is_over',), name='refresh_round_one_open')],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
