"""What very many mails share stands once: `contacts/mail/models/shared_words.py`."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contacts', '0053_outbox_passing_and_in_trouble'),
    ]

    operations = [
        migrations.CreateModel(
            name='SharedWords',
            fields=[
                ('digest', models.CharField(max_length=20, primary_key=True, serialize=False)),
                ('text', models.TextField(blank=True)),
                ('html', models.TextField(blank=True)),
                ('head', models.TextField(blank=True)),
                ('used_on', models.DateField()),
            ],
            options={
                'verbose_name': 'words that mails share',
                'verbose_name_plural': 'words that mails share',
                'ordering': ['pk'],
            },
        ),
    ]
