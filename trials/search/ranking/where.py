"""Whether a study has a site where somebody looks."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q, QuerySet

from trials.models import StudySite
from trials.places.gazetteer import GazetteerMissingError, Kind, resolve
from trials.places.regions import Region
from trials.search.whereabouts import recorded_towns

# A degree of latitude is 111 km.
REACH_DEGREES = 0.6
SURE = {Kind.EXACT, Kind.CHOICES}


@dataclass(frozen=True)
class Around:
    """Positions, and the states and countries that were named."""

    positions: tuple[tuple[float, float], ...] = ()
    regions: tuple[Region, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.positions or self.regions)

    def sites(self) -> QuerySet[StudySite]:
        """Return the listed sites there."""
        there = Q(pk__in=[])
        for region in self.regions:
            state = Q(state__iexact=region.name) if region.code else Q()
            there |= Q(country=region.country) & state
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
    try:
        found = resolve(
            place, "", path=settings.GAZETTEER_PATH, recorded=recorded_towns()
        )
    except GazetteerMissingError:
        return Around()
    if found.kind is Kind.REGION:
        return Around(regions=tuple(found.regions))
    towns = found.candidates if found.kind in SURE else []
    return Around(tuple((one.latitude, one.longitude) for one in towns))
