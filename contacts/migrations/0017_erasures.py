"""A place for what was erased until it stands in the list kept apart."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contacts", "0016_letters_kept_first")]

    operations = [
        migrations.CreateModel(
            name="Erasure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("kind", models.CharField(max_length=32)),
                ("row", models.BigIntegerField()),
                ("born_at", models.DateTimeField()),
            ],
            options={"ordering": ["pk"]},
        ),
    ]
