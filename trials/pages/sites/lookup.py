"""A typed place: found, one of several, or not known."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from trials.models import StudySite
from trials.pages.sites.distances import distance_words
from trials.places.gazetteer import Candidate, Kind
from trials.places.nearest import distance_km
from trials.search.forms.places import KnownPlace, PlaceForm
from trials.search.place_words import place_label, place_question
from trials.search.searching import place_of
from trials.search.whereabouts import find_place


@dataclass(frozen=True)
class Lookup:
    """What a typed place came to: a place, a question with choices, or an error."""

    place: KnownPlace | None = None
    question: str = ""
    choices: list[dict[str, str]] = field(default_factory=list)


def look_up(form: PlaceForm, sites: Iterable[StudySite]) -> Lookup:
    """Look up what was typed; what is not found becomes an error of the form.

    `sites` take people: how far the nearest of them is tells namesakes apart.
    """
    if not form.is_valid():
        return Lookup()
    if form.position:
        return Lookup(form.position)
    text, country = form.cleaned_data["place"], form.cleaned_data["country"]
    found = find_place(text, country)
    if found.kind is Kind.EXACT:
        return Lookup(place_of(found.candidates[0]))
    if not found.candidates:
        field = "country" if found.kind is Kind.NEEDS_COUNTRY else "place"
        form.add_error(field, place_question(found, text))
        return Lookup()
    points = points_of(sites)
    choices = [choice(candidate, points) for candidate in found.candidates]
    return Lookup(question=place_question(found, text), choices=choices)


def points_of(sites: Iterable[StudySite]) -> list[tuple[float, float]]:
    """Return where the sites lie whose record says it."""
    return [
        (site.latitude, site.longitude)
        for site in sites
        if site.latitude is not None and site.longitude is not None
    ]


def choice(
    candidate: Candidate, points: Iterable[tuple[float, float]]
) -> dict[str, str]:
    """Return one place as a link's words, its sealed address, and how far it is."""
    here = (candidate.latitude, candidate.longitude)
    km = min((distance_km(here, point) for point in points), default=None)
    far = distance_words(km, candidate.country)
    return {
        "label": place_label(candidate),
        "token": place_of(candidate).token,
        "far": _("nearest site: %(far)s") % {"far": far} if far else "",
    }
