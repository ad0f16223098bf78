"""How far a site is, in words: kilometres, or miles where people count in them."""

from django.utils.translation import gettext as _

from portal.hospital.units import counts_in_miles
from trials.places.nearest import SAME_TOWN_KM

MILE_KM = 1.609344
STEPS_KM = (25, 50, 100, 200, 500)
STEPS_MILES = (15, 30, 60, 120, 300)


def distance_words(km: float | None, country: str = "") -> str:
    """Return "about 180 km", no more exact; `country`: the reader's."""
    if km is None:
        return ""
    if km < SAME_TOWN_KM:
        return _("in or near this town")
    if counts_in_miles(country):
        return _("about %(miles)d miles") % {"miles": rounded(km / MILE_KM)}
    return _("about %(km)d km") % {"km": rounded(km)}


def rounded(number: float) -> int:
    step = 100 if number >= 1000 else 10 if number >= 100 else 5
    return round(number / step) * step


def reaches(country: str = "") -> list[int]:
    """Return in km what distances are offered: round ones, as the reader counts."""
    if counts_in_miles(country):
        return [round(miles * MILE_KM) for miles in STEPS_MILES]
    return list(STEPS_KM)


def reach_label(km: int, country: str = "") -> str:
    """Return "up to 50 km", or miles where people count in them."""
    if counts_in_miles(country):
        return _("up to %(miles)d miles") % {"miles": rounded(km / MILE_KM)}
    return _("up to %(km)d km") % {"km": km}


def reach_around(km: int, place: str, country: str = "") -> str:
    """Return the same around a place."""
    if counts_in_miles(country):
        miles = rounded(km / MILE_KM)
        words = _("up to %(miles)s miles around %(place)s")
        return words % {"miles": miles, "place": place}
    return _("up to %(km)s km around %(place)s") % {"km": km, "place": place}
