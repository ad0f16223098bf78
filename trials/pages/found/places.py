"""A study's places for programs, each with its own state in the page's words."""

from datetime import date
from typing import Any

from trials.freshness.tones import Tone
from trials.models import StudySite
from trials.pages.found.block import without_empty
from trials.pages.sites.states import place_state

# What a page of a study tells in a few lines; all places stand in the API.
MOST = 60


def linked_places(
    sites: list[StudySite], tone: Tone, today: date, language: str
) -> list[dict[str, Any]]:
    """Return places in the record's order; none where there are too many."""
    if len(sites) > MOST:
        return []
    return [linked_place(site, tone, today, language) for site in sites]


def linked_place(
    site: StudySite, tone: Tone, today: date, language: str
) -> dict[str, Any]:
    """Return one place; its state is the badge that the page shows beside it."""
    state = place_state(site, tone, today, language)
    address = {
        "@type": "PostalAddress",
        "addressLocality": site.city,
        "addressRegion": site.state,
        "postalCode": site.postcode,
        "addressCountry": site.country or site.country_name,
    }
    place = {
        "@type": "AdministrativeArea",
        "identifier": site.key,
        "name": site.name,
        "address": without_empty(address),
        "additionalProperty": {
            "@type": "PropertyValue",
            "propertyID": "recruitment",
            "value": state.badge,
        },
    }
    return without_empty(place)
