"""The numbers for an emergency that pages and mails print, by country."""

from typing import Any

from django.utils.translation import get_language

from portal.hospital.emergency import numbers_here
from portal.lib.cldr import country_name


def helplines(country: str) -> dict[str, Any]:
    """Return what `_helplines.html` prints for a country, or for none."""
    numbers = numbers_here(country)
    name = country_name(country, get_language()) if numbers.ambulance else ""
    return {"numbers": numbers, "country_name": name}
