"""Who waits is counted from one small index alone, also who asked again."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contacts', '0048_asked_again'),
        ('trials', '0020_statistics_of_concepts'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='enquiry',
            name='enquiry_asked_again',
        ),
        migrations.AddIndex(
            model_name='enquiry',
            index=models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['state', 'site', 'first_answered_at', 'created_at', 'outcome', 'is_rehearsal', 'id'], name='enquiry_waiting'),
        ),
    ]
