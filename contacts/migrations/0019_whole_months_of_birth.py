"""A year of birth without its month was let in: a comparison with NULL refuses nothing.

Nobody could be told by half a date, so the half goes; the forms never wrote one.
"""

from django.db import migrations, models


def forget_halves(apps, schema_editor):
    """Take away years that have no month."""
    alias = schema_editor.connection.alias
    rows = apps.get_model("contacts", "Subscription").objects.using(alias)
    rows.filter(birth_year__isnull=False, birth_month=None).update(birth_year=None)


class Migration(migrations.Migration):

    dependencies = [("contacts", "0018_ledger_of_mails")]

    operations = [
        migrations.RunPython(forget_halves, migrations.RunPython.noop),
        migrations.RemoveConstraint(
            "subscription", "subscription_birth_both_or_neither"
        ),
        migrations.AddConstraint(
            "subscription",
            models.CheckConstraint(
                condition=models.Q(birth_year__isnull=True, birth_month__isnull=True)
                | models.Q(
                    birth_year__isnull=False,
                    birth_month__isnull=False,
                    birth_month__range=(1, 12),
                ),
                name="subscription_birth_both_or_neither",
            ),
        ),
    ]
