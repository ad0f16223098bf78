"""Where a typed place is, by the gazetteer and by the records here."""

import logging
from time import monotonic

from django.conf import settings
from django.db.models import Count
from django.utils.translation import get_language

from trials.models import StudySite
from trials.places.folding import fold
from trials.places.gazetteer import GazetteerMissingError, Kind, Resolution, resolve
from trials.places.towns import Recorded, Town

log = logging.getLogger(__name__)
# How long a process trusts what it knows of the records' towns, in seconds.
TRUST = 600
# One entry; a dict so that tests can empty it.
known: dict[str, tuple[float, Recorded]] = {}


def find_place(text: str, country: str) -> Resolution:
    """Look up what somebody typed; without a gazetteer no place is known (W001)."""
    try:
        return resolve(
            text,
            country,
            path=settings.GAZETTEER_PATH,
            recorded=recorded_towns(),
            language=get_language() or settings.LANGUAGE_CODE,
        )
    except GazetteerMissingError as error:
        log.warning("%s", error)
        return Resolution(Kind.NONE)


def recorded_towns() -> Recorded:
    """Return the towns of the published records by folded name."""
    kept = known.get("towns")
    if kept is None or monotonic() - kept[0] > TRUST:
        kept = known["towns"] = (monotonic(), read_towns())
    return kept[1]


def read_towns() -> Recorded:
    """Read them, those that most studies name first."""
    sites = StudySite.objects.listed().filter(
        study__is_published=True, latitude__isnull=False
    )
    rows = (
        sites.values_list("city", "state", "country", "latitude", "longitude")
        .annotate(studies=Count("study", distinct=True))
        .order_by("-studies", "country", "state")
    )
    found: dict[str, list[Town]] = {}
    for city, state, country, latitude, longitude, studies in rows:
        town = Town(city, "", country, latitude, longitude, 0, state, studies)
        found.setdefault(fold(city), []).append(town)
    return found
