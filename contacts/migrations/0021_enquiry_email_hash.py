"""Enquiries that are here already can be found by their address, too."""

from django.db import migrations

from contacts.models.addresses import address_hash


def fill(apps, schema_editor):
    """Write the hash beside each address."""
    Enquiry = apps.get_model("contacts", "Enquiry")
    for enquiry in Enquiry.objects.filter(email_hash="").iterator(500):
        enquiry.email_hash = address_hash(enquiry.email)
        enquiry.save(update_fields=["email_hash"])


class Migration(migrations.Migration):

    dependencies = [
        ('contacts', '0020_subscriptions'),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
