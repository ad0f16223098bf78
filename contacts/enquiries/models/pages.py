"""Secret pages: a random word, found by its hash, carried on as ciphertext alone.

The version before derived each word from SECRET_KEY and a key that lay in clear. Rows
that it wrote, or writes while both run side by side, are adopted here.
"""

from secrets import token_hex
from uuid import UUID

from django.db import models

from contacts.enquiries.models.enquiries import Enquiry
from portal.database.together import RawStatement
from portal.keyring import lookup_secret
from portal.lib.tokens import content_hash, derived_token, token_hash

# Of these there are but a few, and only just after an update.
MOST_ADOPTED = 200


def form_hash(key: UUID) -> str:
    """Return what is kept of the key of a form: it finds the row and opens nothing."""
    return content_hash(lookup_secret(), "form", key)


# Whether the version before has written a row whose form cannot be found by its hash.
ARE_ANY_TO_ADOPT = RawStatement(
    "SELECT 1 FROM contacts_enquiry WHERE key_hash IS NULL LIMIT 1"
)


def adopt_enquiries() -> None:
    """Give the hash of their form to rows that the version before has written."""
    rows = Enquiry.objects.filter(key_hash=None).values_list("pk", "idempotency_key")
    for pk, key in rows.order_by("pk")[:MOST_ADOPTED]:
        Enquiry.objects.filter(pk=pk, key_hash=None).update(key_hash=form_hash(key))


def page_secret(enquiry: Enquiry) -> str:
    """Return the word of a family's page, for a mail that leads to it."""
    if not enquiry.page_secret:
        adopt_secret(enquiry, "page_secret", str(enquiry.idempotency_key))
    return enquiry.page_secret


def adopt_secret(row: models.Model, name: str, seed: str) -> None:
    """Store the word that the version before derived.

    Where its SECRET_KEY is gone nobody can know the word: the row gets another, so that
    the link which is written now opens the page.
    """
    word = derived_token(lookup_secret(), seed)
    if token_hash(word) != row.token_hash:
        word = token_hex(32)
    row_now = type(row).objects.filter(pk=row.pk, **{name: ""})
    row_now.update(**{name: word, "token_hash": token_hash(word)})
    row.refresh_from_db(fields=[name, "token_hash"])
