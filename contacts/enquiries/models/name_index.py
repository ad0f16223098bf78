"""Finding a person by name although names are encrypted: hashed words, whole."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.keyring import lookup_secret
from portal.lib.text import fold_text
from portal.lib.tokens import content_hash


def word_hashes(*texts: str) -> list[str]:
    """Return the keyed hashes of all words; accents and case make no difference."""
    return [
        content_hash(lookup_secret(), "name", word) for word in searched_words(*texts)
    ]


def searched_words(*texts: str) -> list[str]:
    """Return each word once in the form that is hashed; stored rows depend on it."""
    plain = fold_text(" ".join(texts)).replace("-", " ").replace("'", "")
    return list(dict.fromkeys(plain.split()))


class EnquirerName(models.Model):
    """A word of a name as a keyed hash, so that staff find it and a thief does not."""

    PERSONAL = {"word_hash"}
    IMPERSONAL = {"id", "enquiry"}

    enquiry = models.ForeignKey(
        "contacts.Enquiry", models.CASCADE, related_name="names"
    )
    word_hash = models.CharField(max_length=64, db_index=True)

    class Meta:
        verbose_name = _("name in the index")
        verbose_name_plural = _("names in the index")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.enquiry_id}"
