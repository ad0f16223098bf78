"""How far a site is, in words."""

from django.utils.translation import gettext as _

from trials.places.nearest import SAME_TOWN_KM


def distance_words(km: float | None) -> str:
    """Return "about 180 km"; city centres do not allow more."""
    if km is None:
        return ""
    if km < SAME_TOWN_KM:
        return _("in or near this town")
    step = 10 if km >= 100 else 5
    return _("about %(km)d km") % {"km": round(km / step) * step}
