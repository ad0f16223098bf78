"""How far a site is, in words: kilometres, or miles where people count in them."""

from django.utils.translation import gettext as _

from trials.places.nearest import SAME_TOWN_KM

MILE_KM = 1.609344
IN_MILES = frozenset({"GB", "LR", "US"})


def distance_words(km: float | None, country: str = "") -> str:
    """Return "about 180 km", no more exact; `country`: the reader's."""
    if km is None:
        return ""
    if km < SAME_TOWN_KM:
        return _("in or near this town")
    if country in IN_MILES:
        return _("about %(miles)d miles") % {"miles": rounded(km / MILE_KM)}
    return _("about %(km)d km") % {"km": rounded(km)}


def rounded(number: float) -> int:
    step = 100 if number >= 1000 else 10 if number >= 100 else 5
    return round(number / step) * step
