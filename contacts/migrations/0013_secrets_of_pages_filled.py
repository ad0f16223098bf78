"""The secrets of pages that are there already: their addresses stay as they are.

A row at a time, each only if nobody has done it yet: the portal writes meanwhile, and
a run that was stopped goes on where it was.
"""

from django.db import migrations

from portal.lib.tokens import content_hash, derived_token, token_hash


def fill(apps, schema_editor):
    """Keep the addresses of pages; their words were derived until now."""
    alias = schema_editor.connection.alias
    secrets = apps.get_model("portal", "InstallationSecret").objects.using(alias)
    secret = secrets.get(name="lookup").value
    enquiries = apps.get_model("contacts", "Enquiry").objects.using(alias)
    rows = enquiries.filter(key_hash=None).order_by("pk")
    for pk, key, known in rows.values_list("pk", "idempotency_key", "token_hash"):
        enquiries.filter(pk=pk, key_hash=None).update(
            key_hash=content_hash(secret, "form", key),
            page_secret=word_of(secret, str(key), known),
        )
    shares = apps.get_model("contacts", "NoteShare").objects.using(alias)
    rows = shares.filter(link_secret="").order_by("pk")
    for pk, key, known in rows.values_list("pk", "key", "token_hash"):
        word = word_of(secret, f"share:{key}", known)
        shares.filter(pk=pk, link_secret="").update(link_secret=word)


def word_of(secret, seed, known):
    """Return a page's word; "" where it was derived from a SECRET_KEY that is gone."""
    word = derived_token(secret, seed)
    return word if token_hash(word) == known else ""


class Migration(migrations.Migration):

    atomic = False

    dependencies = [("contacts", "0012_secrets_of_pages")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
