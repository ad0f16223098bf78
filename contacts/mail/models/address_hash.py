"""Addresses and telephone numbers are encrypted; this is how one is found again."""

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


# Fewer digits are a house, an hour or the end of another number.
LEAST_DIGITS = 5


def phone_hash(phone: str) -> str:
    """Return the keyed hash of the first number that is kept; "" without a whole one.

    Kept numbers have their international form, so digits alone tell them apart.
    """
    number = "".join(one for one in phone.split(" / ", maxsplit=1)[0] if one.isdigit())
    if len(number) < LEAST_DIGITS:
        return ""
    return content_hash(lookup_secret(), "phone", number)
