"""A typed place: found, one of several, or not known."""

from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.lib.cldr import country_name
from trials.places.gazetteer import Kind, Resolution, resolve
from trials.places.towns import Candidate
from trials.search.forms.places import KnownPlace, PlaceForm


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
    found = resolve(text, country, path=settings.GAZETTEER_PATH)
    if found.kind is Kind.EXACT:
        return Lookup(known_place(found.candidates[0]))
    if not found.candidates:
        form.add_error(*not_found_words(found.kind))
        return Lookup()
    choices = [choice(candidate) for candidate in found.candidates]
    return Lookup(question=which_place(found, text), choices=choices)


def which_place(found: Resolution, text: str) -> str:
    """Return what to ask where several places are meant perhaps."""
    if found.kind is Kind.DID_YOU_MEAN:
        return _("We do not know “%(text)s”. Did you mean:") % {"text": text}
    if found.is_elsewhere:
        return _("Not found in this country. Did you mean one of these?")
    return _("Which place do you mean?")


def not_found_words(kind: Kind) -> tuple[str, str]:
    """Return the field and the words for a place that cannot be found."""
    if kind is Kind.NEEDS_COUNTRY:
        return "country", _("Choose a country: many countries share one postcode.")
    if kind is Kind.UNKNOWN_POSTCODE:
        return "place", _("We do not know this postcode. Please type a town instead.")
    return "place", _("We do not know this place. Type a bigger town near you.")


def known_place(candidate: Candidate) -> KnownPlace:
    """Return a found place as it travels in the address."""
    return KnownPlace(
        candidate.name, candidate.country, candidate.latitude, candidate.longitude
    )


def choice(candidate: Candidate) -> dict[str, str]:
    """Return one choice: "Springfield, Illinois, United States"."""
    near = _("near %(town)s") % {"town": candidate.near} if candidate.near else ""
    country = country_name(candidate.country, get_language())
    parts = [candidate.name, candidate.region, near, country]
    return {
        "label": ", ".join(part for part in parts if part),
        "token": known_place(candidate).token,
    }
