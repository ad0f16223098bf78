"""What is asked of a place that is not one place beyond doubt."""

from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from trials.pages.sites.distances import distance_words
from trials.places.gazetteer import Candidate
from trials.places.nearest import distance_km
from trials.search.addressing import query_of
from trials.search.finding import FoundStudies
from trials.search.nearby import open_points
from trials.search.place_words import place_label, place_question
from trials.search.searching import Search, place_of


@dataclass(frozen=True)
class PlaceChoice:
    """One place that may be meant, and how far the nearest open site is from it."""

    label: str
    url: str
    far: str


@dataclass(frozen=True)
class PlaceQuestion:
    """What to ask, and the answers that one can press."""

    words: str
    choices: list[PlaceChoice] = field(default_factory=list)


def place_question_of(search: Search, found: FoundStudies) -> PlaceQuestion | None:
    """Return the question; None where the place is known, or none was named."""
    if not search.is_place_asked:
        return None
    words = place_question(search.found_place, search.place_text)
    candidates = search.found_place.candidates
    points = open_points([one.pk for one in found.fits]) if candidates else []
    return PlaceQuestion(words, [choice_of(one, search, points) for one in candidates])


def choice_of(
    candidate: Candidate, search: Search, points: list[tuple[float, float]]
) -> PlaceChoice:
    """Return a place with its address; distances tell namesakes apart best."""
    here = (candidate.latitude, candidate.longitude)
    near = min((distance_km(here, point) for point in points), default=None)
    settled = replace(search, place=place_of(candidate), place_text="")
    return PlaceChoice(
        place_label(candidate),
        query_of(settled),
        nearest_words(near, candidate.country),
    )


def nearest_words(km: float | None, country: str) -> str:
    """Return how far the nearest place that takes people is."""
    return (
        ""
        if km is None
        else _("nearest trial: %(far)s") % {"far": distance_words(km, country)}
    )
