"""Where a study takes place: the registry's *locations*."""

import base64
import hashlib
from dataclasses import replace
from typing import Any

from trials.registry.clinicaltrials.countries import country_code
from trials.registry.clinicaltrials.raw import degrees, items, text
from trials.registry.clinicaltrials.staff import parse_contacts
from trials.registry.clinicaltrials.text import plain
from trials.registry.record import SiteRecord

STATUSES = frozenset(
    {
        "RECRUITING",
        "NOT_YET_RECRUITING",
        "ENROLLING_BY_INVITATION",
        "ACTIVE_NOT_RECRUITING",
        "SUSPENDED",
        "COMPLETED",
        "TERMINATED",
        "WITHDRAWN",
        "AVAILABLE",
    }
)


def parse_sites(raw: list[dict[str, Any]]) -> list[SiteRecord]:
    """Return the sites in the registry's order; exact duplicates are joined.

    44 real records name the same place twice, with different contacts.
    """
    found: dict[str, SiteRecord] = {}
    for one in raw:
        site = parse_site(one)
        twin = found.get(site.key)
        found[site.key] = join_twins(twin, site) if twin else site
    return list(found.values())


def join_twins(first: SiteRecord, second: SiteRecord) -> SiteRecord:
    """Return one place of two entries: open if either is, with everybody's contacts."""
    is_open = "RECRUITING" in {first.status, second.status}
    return replace(
        first,
        status="RECRUITING" if is_open else first.status or second.status,
        contacts=list(dict.fromkeys([*first.contacts, *second.contacts])),
    )


def parse_site(raw: dict[str, Any]) -> SiteRecord:
    facility, city, state = (text(raw, name) for name in ("facility", "city", "state"))
    postcode, country = text(raw, "zip")[:64], text(raw, "country")
    status = text(raw, "status")
    latitude, longitude = coordinates(raw.get("geoPoint"))
    return SiteRecord(
        key=site_key(facility, city, state, postcode, country),
        # The key stays what it was: a place that we read better is the same place.
        facility=plain(facility),
        city=plain(city),
        state=plain(state),
        postcode=postcode,
        country_name=country,
        country=country_code(country),
        status=status if status in STATUSES else "",
        latitude=latitude,
        longitude=longitude,
        contacts=parse_contacts(items(raw, "contacts")),
    )


def coordinates(point: object) -> tuple[float, float] | tuple[None, None]:
    """Return latitude and longitude; only as a pair."""
    latitude, longitude = degrees(point, "lat", 90), degrees(point, "lon", 180)
    if latitude is None or longitude is None:
        return None, None
    return latitude, longitude


def site_key(*parts: str) -> str:
    """Return eight letters and digits that the same place always gets.

    The registry's locations have no number. 40 bits keep the 1,148 sites of the
    largest record apart.
    """
    words = "\x1f".join(" ".join(part.casefold().split()) for part in parts)
    digest = hashlib.sha256(words.encode()).digest()
    return base64.b32encode(digest[:5]).decode().lower()
