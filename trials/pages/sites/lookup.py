"""A typed place: found, one of several, or not known."""

from dataclasses import dataclass, field

from trials.places.gazetteer import Candidate, Kind
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


def look_up(form: PlaceForm) -> Lookup:
    """Look up what was typed; what is not found becomes an error of the form."""
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
    choices = [choice(candidate) for candidate in found.candidates]
    return Lookup(question=place_question(found, text), choices=choices)


def choice(candidate: Candidate) -> dict[str, str]:
    """Return one place as a link's words and its sealed address."""
    return {"label": place_label(candidate), "token": place_of(candidate).token}
