"""A typed place: found, one of several, or not known."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from trials.models import Study, StudySite
from trials.pages.sites.distances import distance_words
from trials.pages.sites.nearest import known_sites_of
from trials.places.gazetteer import Candidate, Kind
from trials.places.nearest import KnownSites
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


def look_up(form: PlaceForm, study: Study, today: date) -> Lookup:
    """Look up what was typed; what is not found becomes an error of the form.

    How far the nearest site is that takes people tells namesakes apart.
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
    sites = known_sites_of(study, today)
    choices = [choice(candidate, sites) for candidate in found.candidates]
    return Lookup(question=place_question(found, text), choices=choices)


def choice(candidate: Candidate, sites: KnownSites[StudySite]) -> dict[str, str]:
    """Return one place as a link's words, its sealed address, and how far it is."""
    nearest = sites.around((candidate.latitude, candidate.longitude), "").first(1)
    km = nearest[0].distance_km if nearest else None
    far = distance_words(km, candidate.country)
    return {
        "label": place_label(candidate),
        "token": place_of(candidate).token,
        "far": _("nearest site: %(far)s") % {"far": far} if far else "",
    }
