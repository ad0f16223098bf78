"""Finding a person by name although names are encrypted: hashed words, whole."""

import unicodedata

from portal.keyring import lookup_secret
from portal.lib.tokens import content_hash


def word_hashes(*texts: str) -> list[str]:
    """Return the keyed hashes of all words; accents and case make no difference."""
    folded = unicodedata.normalize("NFKD", " ".join(texts)).casefold()
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    words = dict.fromkeys(plain.replace("-", " ").replace("'", "").split())
    return [content_hash(lookup_secret(), "name", word) for word in words]
