"""A study's places as Locations inside it; each says its state in the page's words."""

from datetime import date
from typing import Any

from trials.freshness.tones import Tone
from trials.models import Study, StudySite
from trials.pages.sites.states import place_state


def fhir_locations(
    study: Study, tone: Tone, today: date, language: str
) -> list[dict[str, Any]]:
    """Return every place that the record names."""
    # Of many studies the places are at hand.
    sites = [one for one in study.sites.all() if one.is_listed]
    return [fhir_location(site, tone, today, language) for site in sites]


def fhir_location(
    site: StudySite, tone: Tone, today: date, language: str
) -> dict[str, Any]:
    """Return one place. FHIR's own states are a building's, not a study's."""
    address = {
        "city": site.city,
        "state": site.state,
        "postalCode": site.postcode,
        "country": site.country or site.country_name,
    }
    found: dict[str, Any] = {
        "resourceType": "Location",
        "id": f"site-{site.key}",
        "name": site.name,
        "description": place_state(site, tone, today, language).badge,
        "address": {name: value for name, value in address.items() if value},
        "position": position_of(site),
    }
    return {name: value for name, value in found.items() if value}


def position_of(site: StudySite) -> dict[str, float] | None:
    """Return the middle of its town."""
    if site.latitude is None or site.longitude is None:
        return None
    return {"longitude": site.longitude, "latitude": site.latitude}
