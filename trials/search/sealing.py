"""Words that nobody understood, and names, travel encrypted: they may say who asks."""

import json
from dataclasses import asdict, dataclass

from cryptography.fernet import InvalidToken

from portal.lib.crypto import decrypt, encrypt
from trials.search.forms.places import PLACE_SECONDS


@dataclass(frozen=True)
class Sealed:
    """What an address holds and nobody on its way can read.

    `typed`: the search as it was typed, where words of it were taken for others.
    """

    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    typed: str = ""


def seal_words(sealed: Sealed) -> str:
    """Return them as one opaque word, "" for nothing."""
    return encrypt(json.dumps(asdict(sealed))) if sealed != Sealed() else ""


def open_words(token: str) -> Sealed:
    """Return the words of a token; nothing when it is old, or none of ours."""
    try:
        kept = json.loads(decrypt(token, PLACE_SECONDS))
        return Sealed(tuple(kept["words"]), tuple(kept["names"]), kept["typed"])
    except (InvalidToken, ValueError, TypeError, KeyError):
        return Sealed()
