"""E-mail addresses are stored encrypted; this is how one is found again."""

from contacts.mail.bounces.spelling import one_spelling
from portal.keyring import lookup_secret
from portal.lib.tokens import content_hash


def address_hash(email: str) -> str:
    """Return the keyed hash of an address, the same however it was typed.

    People write one mailbox now with capitals and now without, mail servers with a name
    before it or the domain in punycode: none of it counts. Somebody without an address
    shares it with nobody: "" stays "".
    """
    if not email.strip():
        return ""
    return content_hash(lookup_secret(), "address", one_spelling(email))
