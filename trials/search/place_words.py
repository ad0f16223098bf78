"""What is said of a typed place that is not one place beyond doubt."""

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.lib.cldr import country_name
from portal.pages.languages import one_by_one, side_by_side
from trials.places.gazetteer import (
    Candidate,
    Kind,
    Resolution,
    countries_with_postcodes,
)
from trials.places.regions import Region
from trials.plain.names import listing_of

# How many places of one name are named as examples in a sentence.
NAMED = 4


def place_question(found: Resolution, text: str) -> str:
    """Return what to ask; with choices it ends where they begin."""
    if found.kind is Kind.REGION:
        return region_words(found.regions)
    if found.kind is Kind.DID_YOU_MEAN:
        return _("We do not know “%(text)s”. Did you mean:") % {"text": text}
    if found.is_elsewhere:
        return _("Not found in this country. Did you mean one of these?")
    if len(found.candidates) == 1:
        return _("Do you mean this place? There may be others of its name.")
    if found.candidates:
        return _("Which place do you mean?")
    return not_found_words(found.kind)


def not_found_words(kind: Kind) -> str:
    """Return what to do about a place that cannot be found."""
    if kind is Kind.NEEDS_COUNTRY:
        return _("Choose a country: many countries share one postcode.")
    if kind is Kind.UNKNOWN_POSTCODE:
        return _("We do not know this postcode. Please type a town instead.")
    return _("We do not know this place. Type a bigger town near you.")


def region_words(regions: list[Region]) -> str:
    """Return that a state or a country was named, and that a town is needed."""
    name = {"name": region_label(regions[0])}
    if len(regions) > 1:
        names = _(" or ").join(region_label(region) for region in regions[:NAMED])
        return _("That may be %(names)s. Which town do you mean?") % {"names": names}
    if regions[0].code:
        return _("%(name)s is a state or province. Which town in it?") % name
    return _("%(name)s is a country. Which town in it?") % name


def region_label(region: Region) -> str:
    """Return "Georgia, United States" of a state, "Georgia" of the country."""
    country = country_name(region.country, get_language())
    return side_by_side((region.name, country))


def place_label(place: Candidate) -> str:
    """Return "Springfield, Illinois, United States"."""
    near = _("near %(town)s") % {"town": place.near} if place.near else ""
    country = country_name(place.country, get_language())
    region = "" if place.region == place.name else place.region
    return side_by_side((place.name, region, near, country))


def examples(found: Resolution, text: str) -> str:
    """Return the question with some of the places in one sentence."""
    question = place_question(found, text)
    if not found.candidates:
        return question
    names = one_by_one(place_label(one) for one in found.candidates[:NAMED])
    return _("%(question)s For example: %(names)s") % {
        "question": question,
        "names": names,
    }


def postcode_words() -> str:
    """Return for which countries postcodes are known."""
    language = get_language()
    codes = countries_with_postcodes(settings.GAZETTEER_PATH)
    names = sorted(country_name(code, language) for code in codes)
    if not names:
        return _("A town near you.")
    return _("Postcodes work for %(countries)s.") % {"countries": listing_of(names)}
