"""Whom the registry names: contacts and investigators."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from trials.registry.clinicaltrials.raw import text
from trials.registry.record import ContactRecord

CONTACT = "CONTACT"
INVESTIGATORS = frozenset({"PRINCIPAL_INVESTIGATOR", "SUB_INVESTIGATOR"})
# "… Ext. 33" and "x 24572" typed into the number itself.
EXTENSION = re.compile(r"[,;]?\s*(?:ext(?:ension)?\.?|x)\s*:?\s*(\d{1,8})\s*$", re.I)


def parse_contacts(raw: list[dict[str, Any]]) -> list[ContactRecord]:
    """Return the contacts in the registry's order, each once."""
    return list(dict.fromkeys(parse_contact(one) for one in raw))


def parse_contact(raw: dict[str, Any]) -> ContactRecord:
    """Return one contact; an extension or address typed as number is put right."""
    role = text(raw, "role")
    phone, extension = text(raw, "phone"), text(raw, "phoneExt")[:32]
    if not extension and (found := EXTENSION.search(phone)):
        phone, extension = phone[: found.start()].strip(), found[1]
    email = address(text(raw, "email")) or address(phone)
    return ContactRecord(
        name=text(raw, "name"),
        role=role if role in INVESTIGATORS else CONTACT,
        phone="" if address(phone) else phone,
        phone_ext=extension,
        email=email,
    )


def address(value: str) -> str:
    """Return the value if mail can be sent to it, else ""."""
    try:
        validate_email(value)
    except ValidationError:
        return ""
    return value if len(value) <= 254 else ""
