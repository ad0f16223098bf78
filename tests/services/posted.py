"""What a family posts, under a key and from a network of its own."""


def network_of(key: str) -> str:
    """Return a visitor's address of the message's own: no limit is tested here."""
    return f"2001:db8:{key[:4]}:{key[4:8]}::1"


def filled_form(key: str, site: str) -> dict[str, str]:
    """Return what a family posts under this key."""
    return {**FORM, "key": key, "site": site, "email": address_of(key)}


def address_of(key: str) -> str:
    """Return a sender's address of the message's own."""
    return f"lena.{key[:8]}@families.example"


FORM = {
    "relationship": "MY_CHILD",
    "guardian": "on",
    "age_group": "ADULT",
    "consent_transfer": "on",
    "person_age": "9",
    "first_name": "Lena",
    "last_name": "Fischer",
    "email": "lena@families.example",
    "phone": "+49 30 901820",
    "other_language": "",
    "message": "Is there a place for a nine-year-old?",
    "consent": "on",
}
