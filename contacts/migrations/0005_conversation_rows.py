"""Rows of before get an address hash, a due time and an index of their names."""

import unicodedata
from datetime import datetime, time, timedelta, timezone

from django.conf import settings
from django.db import migrations

from portal.lib.tokens import content_hash


# As contacts.models had it when this was written: a later way needs later tables.
def address_hash(email):
    return content_hash(settings.SECRET_KEY, "address", email.strip().casefold())


def word_hashes(*texts):
    folded = unicodedata.normalize("NFKD", " ".join(texts)).casefold()
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    words = dict.fromkeys(plain.replace("-", " ").replace("'", "").split())
    return [content_hash(settings.SECRET_KEY, "name", word) for word in words]


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
