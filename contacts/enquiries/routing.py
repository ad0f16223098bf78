"""Which mailbox gets an enquiry, and why. Pure: no database, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

SITE_CONTACT = "SITE_CONTACT"
CENTRAL_CONTACT = "CENTRAL_CONTACT"
PORTAL_DESK = "PORTAL_DESK"


class Contact(Protocol):
    """What routing needs to know of a registry contact."""

    role: str
    email: str


@dataclass(frozen=True)
class Route:
    """One address and the step of the fallback that found it."""

    kind: str
    email: str


def first_address(contacts: Iterable[Contact]) -> str:
    """Return the first address of somebody to ask, or "".

    An investigator's own address is not one: the registry prints it as the name of
    who is responsible, not as somebody to write to.
    """
    return next((c.email for c in contacts if c.role == "CONTACT" and c.email), "")


def route(
    site_contacts: Iterable[Contact],
    central_contacts: Iterable[Contact],
    desk_email: str,
) -> Route:
    """Return where an enquiry goes: site contact, central contact, portal desk."""
    if address := first_address(site_contacts):
        return Route(SITE_CONTACT, address)
    if address := first_address(central_contacts):
        return Route(CENTRAL_CONTACT, address)
    return Route(PORTAL_DESK, desk_email)
