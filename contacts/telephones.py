"""Whom a family can call when the portal cannot take their message just now."""

from collections.abc import Iterable
from dataclasses import dataclass
from time import monotonic
from typing import NamedTuple

from django.utils.translation import gettext as _

from portal.hospital.says import hospital_says
from portal.pages.reach import NumberToCall
from trials.models import ContactRole, Study, StudyContact, StudySite
from trials.pages.contact import dialable

NEEDED = ("name", "phone", "phone_ext", "site_id")
CALLED = (
    *("name", "phone", "study_id", "site__key"),
    *("site__facility", "site__city", "site__country_name"),
)


# How long a process trusts what it read of a study's numbers, in seconds; and of how
# many forms it keeps that.
TRUST, MOST = 1.0, 200


class Posted(NamedTuple):
    """Whom the registry names for a study, which site is meant, and when it was so."""

    at: float
    contacts: tuple[StudyContact, ...]
    site: int | None


posted: dict[tuple[str, str], Posted] = {}


@dataclass(frozen=True)
class Telephone:
    """A name, a number to read and a link to press; an address where no number is."""

    name: str
    number: str
    link: str


def telephones(study: Study | None, site: StudySite | None) -> list[Telephone]:
    """Return the published numbers of the site, else of the study, and the desk's.

    It is never empty: without any number it names the desk's mailbox.
    """
    listed = study.contacts.all() if study else []
    called = [one for one in listed if one.role == ContactRole.CONTACT]
    return nearest(called, site and site.pk)


def telephones_posted(registry_id: str, key: str) -> list[Telephone]:
    """Return whom to call beside a form that names a site by key, or the only one.

    Nothing else is read of the study, and that once in a while: this is asked for each
    post of a flood.
    """
    now, asked = monotonic(), (registry_id, key)
    hit = posted.get(asked)
    if hit is None or now - hit.at >= TRUST:
        if len(posted) >= MOST:
            posted.clear()
        hit = posted[asked] = read_posted(registry_id, key)
    return nearest(hit.contacts, hit.site)


def read_posted(registry_id: str, key: str) -> Posted:
    """Return the same contacts as the database has them."""
    study = {"study__registry_id": registry_id, "study__is_published": True}
    sites = StudySite.objects.filter(**study)
    meant = sites.filter(key=key) if key else sites.recruiting()
    found = list(meant.order_by().values_list("pk", flat=True)[:2])
    called = StudyContact.objects.filter(**study, role=ContactRole.CONTACT)
    site = found[0] if len(found) == 1 else None
    return Posted(monotonic(), tuple(called.only(*NEEDED)), site)


def nearest(
    contacts: Iterable[StudyContact], site: int | None = None
) -> list[Telephone]:
    """Return the numbers of a site, else those of no site, and the desk's."""
    published = [one for one in contacts if dialable(one)]
    of_site = [one for one in published if site and one.site_id == site]
    central = [one for one in published if one.site_id is None]
    return [*map(of_contact, of_site or central), desk()]


def of_contact(contact: StudyContact) -> Telephone:
    """Return a published contact's number, with its extension."""
    number = " ".join(filter(None, [contact.phone, contact.phone_ext]))
    return Telephone(contact.name or _("Study team"), number, dialable(contact))


def desk() -> Telephone:
    """Return how the portal's own desk is reached."""
    name, number = _("Our desk"), hospital_says("PORTAL_DESK_PHONE")
    if number:
        digits = "".join(c for c in number if c.isdigit() or c == "+")
        return Telephone(name, number, f"tel:{digits}")
    email = hospital_says("PORTAL_DESK_EMAIL")
    return Telephone(name, email, f"mailto:{email}")


def reach_of_sites(study: Study) -> dict[str, NumberToCall]:
    """Return the published numbers of the study's team and its sites, by site."""
    rows = study.contacts.exclude(phone="").filter(role=ContactRole.CONTACT)
    numbers: dict[str, NumberToCall] = {}
    for row in rows.select_related("site").only(*CALLED):
        key, name = (row.site.key, row.site.name) if row.site else ("", row.name)
        numbers.setdefault(key, NumberToCall(name, row.phone))
    return numbers
