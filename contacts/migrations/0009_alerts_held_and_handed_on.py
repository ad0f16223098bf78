from django.db import migrations, models


def forget_dropped(apps, schema_editor):
    """What was dropped kept a study silent for a household for ever."""
    apps.get_model("contacts", "Alert").objects.filter(state="DROPPED").delete()


def hold(apps, schema_editor):
    """Whoever is paused hears of what happened since, when they go on."""
    paused = apps.get_model("contacts", "Subscription").objects.filter(state="PAUSED")
    paused.update(held_since=models.F("active_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0008_conversation_kept"),
        ("trials", "0005_existing_conditions_and_news"),
    ]

    operations = [
        migrations.RunPython(forget_dropped, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="alert", name="alert_state_known"),
        migrations.AddField(
            model_name="alertturn",
            name="aged_through",
            field=models.PositiveBigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="subscription",
            name="held_since",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="alert",
            name="state",
            field=models.CharField(
                choices=[("QUEUED", "Waiting for its mail"), ("MAILED", "In a mail")],
                default="QUEUED",
                max_length=8,
            ),
        ),
        migrations.AddConstraint(
            model_name="alert",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["QUEUED", "MAILED"])),
                name="alert_state_known",
            ),
        ),
        migrations.RunPython(hold, migrations.RunPython.noop),
    ]
