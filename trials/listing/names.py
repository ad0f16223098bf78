"""Names for somebody who types: what studies here are about, and towns."""

from functools import lru_cache
from pathlib import Path

from django.utils.translation import ngettext

from portal.lib.cldr import country_name
from portal.pages.languages import side_by_side
from trials.places.beginning import towns_beginning
from trials.search import Suggestion, suggest

SUGGESTED = 8
Names = list[dict[str, str]]


def names_like(text: str, language: str, kind: str) -> Names:
    """Return conditions, medicines, sponsors and towns whose names begin so.

    `kind`: "condition" and the like for these alone, "" for all.
    """
    return [
        {"name": one.text, "hint": hint_of(one, language)}
        for one in suggest(text, language, SUGGESTED, kind=kind)
    ]


def hint_of(one: Suggestion, language: str) -> str:
    """Return a town's country, or how many trials here are about something."""
    if one.kind == "place":
        return country_name(one.key, language)
    return ngettext("%d trial", "%d trials", one.studies) % one.studies


@lru_cache(maxsize=4096)
def places_like(text: str, country: str, language: str, path: Path) -> Names:
    """Return the biggest towns that begin so, each in the words that mean it alone."""
    found = []
    for one in towns_beginning(text, country, language, path, SUGGESTED):
        parts = (one.name, one.region, country_name(one.country, language))
        told = side_by_side(dict.fromkeys(parts))
        found.append({"name": told, "hint": ""})
    return found
