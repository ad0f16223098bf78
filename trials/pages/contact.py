"""Whom to ask: the registry's contact, as the page shows it."""

from typing import Any

from django.utils.translation import gettext as _

from portal.lib.cldr import language_name
from trials.models import ContactRole, Study, StudyContact


def primary_contact(study: Study, language: str) -> dict[str, Any] | None:
    """Return the person or office to ask, as the registry names it."""
    contact = first_contact(study)
    if contact is None:
        return None
    name = study.contact_display_name or contact.name or _("Study team")
    return {
        "name": name,
        "initials": initials(name),
        "has_photo": bool(study.contact_photo),
        "phone": contact.phone,
        "phone_link": dialable(contact),
        "extension": contact.phone_ext,
        "email": contact.email,
        "languages": [language_name(code, language) for code in study.team_languages],
    }


def first_contact(study: Study) -> StudyContact | None:
    """Return the study's own contact, else the first of a site."""
    people = [c for c in study.contacts.all() if c.role == ContactRole.CONTACT]
    central = [c for c in people if c.site_id is None]
    return next(iter(central or people), None)


def initials(name: str) -> str:
    """Return up to two letters for the avatar."""
    parts = [part for part in name.split() if part[0].isalnum()]
    letters = [
        part[0] for part in (parts[:1] + parts[-1:] if len(parts) > 1 else parts)
    ]
    return "".join(letters).upper() or "?"


def dialable(contact: StudyContact) -> str:
    """Return the digits of a telephone link; "" for "E-mail only" and the like."""
    digits = "".join(c for c in contact.phone if c.isdigit())
    plus = "+" if contact.phone.strip().startswith("+") else ""
    is_number = 7 <= len(digits) <= 15 and "@" not in contact.phone
    return f"tel:{plus}{digits}" if is_number else ""
