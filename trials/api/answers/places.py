"""A study's places, each with the registry's word and with what the page says of it."""

from datetime import date
from typing import Any

from trials.freshness.tones import Tone
from trials.models import Study, StudySite
from trials.pages.sites.states import place_state


def places_of(
    study: Study, sites: list[StudySite], today: date, language: str
) -> list[dict[str, Any]]:
    """Return every place that the record names, in its order."""
    tone = study.judged(today).tone
    return [place_answer(site, tone, today, language) for site in sites]


def place_answer(
    site: StudySite, tone: Tone, today: date, language: str
) -> dict[str, Any]:
    """Return one place; degrees are those of its town."""
    state = place_state(site, tone, today, language)
    return {
        "id": site.key,
        "name": site.name,
        "city": site.city,
        "state": site.state,
        "postcode": site.postcode,
        "country": site.country or None,
        "country_name": site.country_name,
        "latitude": site.latitude,
        "longitude": site.longitude,
        "status": site.status or None,
        "says": {
            "words": state.badge,
            "remark": state.remark,
            "takes_people": state.is_open,
        },
    }
