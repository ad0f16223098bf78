"""Whether a study has a site where somebody looks."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q, QuerySet

from trials.models import StudySite
from trials.places.gazetteer import GazetteerMissingError, Kind, country_of, resolve
from trials.places.towns import Candidate

# A degree of latitude is 111 km.
REACH_DEGREES = 0.6
SURE = {Kind.EXACT, Kind.CHOICES}


@dataclass(frozen=True)
class Around:
    """Positions and, for a state or a country, its name."""

    positions: tuple[tuple[float, float], ...] = ()
    country: str = ""
    region: str = ""

    def __bool__(self) -> bool:
        return bool(self.positions or self.country or self.region)

    def sites(self) -> QuerySet[StudySite]:
        """Return the listed sites there."""
        there = Q(pk__in=[])
        if self.country:
            there |= Q(country=self.country)
        if self.region:
            there |= Q(state__iexact=self.region)
        for latitude, longitude in self.positions:
            there |= Q(
                latitude__range=(latitude - REACH_DEGREES, latitude + REACH_DEGREES),
                longitude__range=(longitude - REACH_DEGREES, longitude + REACH_DEGREES),
            )
        return StudySite.objects.listed().filter(there)


def around(place: str, near: tuple[float, float] | None) -> Around:
    """Return where a typed place is; a position that is known goes before."""
    if near is not None:
        return Around((near,))
    if not place:
        return Around()
    if code := country_of(place):
        return Around(country=code)
    positions = tuple((one.latitude, one.longitude) for one in towns_of(place))
    return Around(positions, region=place)


def towns_of(place: str) -> list[Candidate]:
    """Return the towns of a name, its region perhaps after it: "Paris Texas"."""
    words = place.split()
    tries = [place]
    if "," not in place:
        tries += [
            f"{' '.join(words[:cut])}, {' '.join(words[cut:])}"
            for cut in range(len(words) - 1, 0, -1)
        ]
    for written in tries:
        try:
            found = resolve(written, "", path=settings.GAZETTEER_PATH)
        except GazetteerMissingError:
            return []
        if found.kind in SURE:
            return found.candidates
    return []
