"""E-mail addresses are stored encrypted; this is how one is found again."""

from portal.keyring import lookup_secret
from portal.lib.tokens import content_hash


def address_hash(email: str) -> str:
    """Return the keyed hash of an address, the same however it was typed.

    People write one mailbox now with capitals and now without, so case does not count.
    Somebody without an address shares it with nobody: "" stays "".
    """
    if not email.strip():
        return ""
    return content_hash(lookup_secret(), "address", email.strip().casefold())
