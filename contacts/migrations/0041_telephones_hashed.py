"""The hashes of telephone numbers that are there already.

A row at a time, each only if nobody has done it yet: the portal writes meanwhile, and a
run that was stopped goes on where it was.
"""

from cryptography.fernet import InvalidToken
from django.db import migrations

from portal.lib.tokens import content_hash


# As contacts.mail.models.address_hash has it.
LEAST = 5


def fill(apps, schema_editor):
    """Hash the first number of each row, as phone_hash of contacts.mail does."""
    alias = schema_editor.connection.alias
    secrets = apps.get_model("portal", "InstallationSecret").objects.using(alias)
    secret = secrets.get(name="lookup").value
    enquiries = apps.get_model("contacts", "Enquiry").objects.using(alias)
    rows = enquiries.filter(phone_hash="").exclude(phone="").order_by("pk")
    for pk in rows.values_list("pk", flat=True):
        row = enquiries.filter(pk=pk, phone_hash="")
        row.update(phone_hash=hash_of(secret, row))


def hash_of(secret, row):
    """Return the hash of a number; "" where it is none, or no key reads it any more."""
    try:
        phone = row.values_list("phone", flat=True).first() or ""
    except InvalidToken:
        return ""
    number = "".join(one for one in phone.split(" / ")[0] if one.isdigit())
    return content_hash(secret, "phone", number) if len(number) >= LEAST else ""


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ("contacts", "0040_telephones_and_spoken"),
        ("portal", "0004_alarms_of_texts"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
