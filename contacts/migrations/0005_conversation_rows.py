"""Rows of before get an address hash, a due time and an index of their names."""

from datetime import datetime, time, timedelta, timezone

from django.db import migrations

from contacts.models.names import word_hashes
from contacts.models.addresses import address_hash


def fill(apps, schema_editor):
    enquiries = apps.get_model("contacts", "Enquiry").objects
    names = apps.get_model("contacts", "EnquirerName").objects
    for enquiry in enquiries.filter(email_hash="").iterator():
        due = datetime.combine(enquiry.answer_due_on, time(17), timezone.utc)
        enquiry.email_hash = address_hash(enquiry.email)
        enquiry.answer_due_at = due
        enquiry.next_action_at = due - timedelta(hours=8)
        enquiry.save()
        enquiry.messages.update(released_at=enquiry.created_at)
        hashes = word_hashes(enquiry.first_name, enquiry.last_name)
        names.bulk_create(
            names.model(enquiry=enquiry, word_hash=one) for one in hashes
        )


class Migration(migrations.Migration):
    dependencies = [("contacts", "0004_conversation")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
