"""Sites by country, and the nearest of them with the reason, in the visitor's words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal.lib.cldr import country_name, language_name, sort_key
from trials.models import Study, StudySite
from trials.pages.map import describe
from trials.places.gazetteer import Candidate, Kind, resolve
from trials.places.nearest import SAME_TOWN_KM, OfferReason, Ranked, nearest_sites
from trials.search.forms.places import KnownPlace, PlaceForm

OFFERED = 3
# A list of sites this long is shown country by country, closed.
LONG = 12


def sites_context(study: Study, language: str) -> dict[str, Any]:
    """Return what the study's page says of its sites."""
    sites = list(study.sites.listed())
    recruiting = [site for site in sites if site.is_recruiting]
    rows = [site_row(site, language) for site in sites]
    return {
        "countries": by_country(rows, language, is_open=len(sites) <= LONG),
        "site_count": len(sites),
        "recruiting_count": len(recruiting),
        "sites_sentence": count_sentence(len(sites), len(recruiting)),
        "map_alt": describe(sites),
        "contact_url": contact_url(study, recruiting),
    }


def contact_url(study: Study, recruiting: list[StudySite]) -> str:
    """Return where "Send a message" leads: to a choice only if there is one."""
    view = "trials:study_sites" if len(recruiting) > 1 else "contacts:send_message"
    return reverse(view, args=[study.registry_id])


def count_sentence(sites: int, recruiting: int) -> str:
    """Return how many places there are and how many take people now."""
    return _("%(sites)s, of which %(recruiting)s people now.") % {
        "sites": ngettext("%d place", "%d places", sites) % sites,
        "recruiting": ngettext("%d takes", "%d take", recruiting) % recruiting,
    }


def site_row(site: StudySite, language: str, message_url: str = "") -> dict[str, Any]:
    """Return one site as plain values."""
    languages = [language_name(code, language) for code in site.team_languages]
    return {
        "key": site.key,
        "city": site.city or site.state or site.country_name,
        "facility": site.facility,
        "address": ", ".join(part for part in (site.state, site.postcode) if part),
        "country": country_name(site.country, language) or site.country_name,
        "status": site.get_status_display() or _("State not given"),
        "is_recruiting": site.is_recruiting,
        "languages": ", ".join(languages),
        "message_url": f"{message_url}?site={site.key}" if message_url else "",
    }


def by_country(
    rows: Iterable[dict[str, Any]], language: str, *, is_open: bool
) -> list[dict[str, Any]]:
    """Return the sites grouped by country, in the language's order, open ones first."""
    ordered = sorted(
        rows,
        key=lambda row: (sort_key(row["country"], language), not row["is_recruiting"]),
    )
    groups = [
        (name, list(sites)) for name, sites in groupby(ordered, lambda r: r["country"])
    ]
    return [
        {
            "name": name or _("Country not given"),
            "sites": sites,
            "summary": count_sentence(
                len(sites), sum(site["is_recruiting"] for site in sites)
            ),
            "is_open": is_open or len(groups) == 1,
        }
        for name, sites in groups
    ]


def nearest_context(
    study: Study, place: KnownPlace | None, language: str
) -> dict[str, Any]:
    """Return the nearest recruiting sites with reasons, and all the others."""
    origin = (place.latitude, place.longitude) if place else None
    country = place.country if place else ""
    sites = list(study.sites.recruiting())
    ranked = nearest_sites(sites, origin, country)
    url = reverse("contacts:send_message", args=[study.registry_id])
    offered = ranked[:OFFERED] if place else []
    rows = [ranked_row(row, language, url) for row in ranked]
    return {
        "study": study,
        "nearest": rows[: len(offered)],
        "nearest_heading": _("Near %(place)s") % {"place": place.name} if place else "",
        "nearest_note": nearest_note(offered, country, language),
        "countries": by_country(
            rows[len(offered) :], language, is_open=len(sites) <= LONG
        ),
    }


def nearest_note(offered: list[Ranked[StudySite]], country: str, language: str) -> str:
    """Return what has to be said about the order as a whole."""
    if not offered:
        return ""
    if country and offered[0].site.country != country:
        name = country_name(country, language)
        return _("No site in %(country)s takes people now. These are the nearest.") % {
            "country": name
        }
    if any(row.reason is OfferReason.NEAREST_ABROAD for row in offered) and country:
        return _("Sites in your own country come first, even if one abroad is nearer.")
    return ""


def ranked_row(row: Ranked[StudySite], language: str, url: str) -> dict[str, Any]:
    """Return one ranked site as plain values."""
    return {
        **site_row(row.site, language, url),
        "distance": distance_words(row.distance_km),
        "reason": reason_words(row),
    }


def distance_words(km: float | None) -> str:
    """Return "about 180 km"; city centres do not allow more."""
    if km is None:
        return ""
    if km < SAME_TOWN_KM:
        return _("in or near this town")
    step = 10 if km >= 100 else 5
    return _("about %(km)d km") % {"km": round(km / step) * step}


def reason_words(row: Ranked[StudySite]) -> str:
    """Return why the site is offered here."""
    reasons = {
        OfferReason.ONLY_SITE: _("The only site that takes people now."),
        OfferReason.NEAREST_IN_COUNTRY: _("In your own country, by distance."),
        OfferReason.NEAREST_ABROAD: _("By distance."),
        OfferReason.NO_DISTANCE_IN_COUNTRY: _(
            "In your own country; the record does not say where exactly."
        ),
        OfferReason.NO_DISTANCE: _("The record does not say where exactly it is."),
    }
    tie = _("Another site is just as near; choose whichever you like.")
    return f"{reasons[row.reason]} {tie}" if row.is_tie else reasons[row.reason]


@dataclass(frozen=True)
class Lookup:
    """What a typed place came to: a place, a question with choices, or an error."""

    place: KnownPlace | None = None
    question: str = ""
    choices: list[dict[str, str]] = field(default_factory=list)


def lookup(form: PlaceForm) -> Lookup:
    """Look up what was typed; what is not found becomes an error of the form."""
    if not form.is_valid():
        return Lookup()
    if form.position:
        return Lookup(form.position)
    text, country = form.cleaned_data["place"], form.cleaned_data["country"]
    found = resolve(text, country, path=settings.GAZETTEER_PATH)
    if found.kind is Kind.EXACT:
        return Lookup(known(found.candidates[0]))
    if not found.candidates:
        form.add_error(*not_found(found.kind))
        return Lookup()
    question = _("Which place do you mean?")
    if found.kind is Kind.DID_YOU_MEAN:
        question = _("We do not know “%(text)s”. Did you mean:") % {"text": text}
    elif found.is_elsewhere:
        question = _("Not found in this country. Did you mean one of these?")
    return Lookup(question=question, choices=[choice(c) for c in found.candidates])


def not_found(kind: Kind) -> tuple[str, str]:
    """Return the field and the words for a place that cannot be found."""
    if kind is Kind.NEEDS_COUNTRY:
        return "country", _("Choose a country: many countries share one postcode.")
    if kind is Kind.UNKNOWN_POSTCODE:
        return "place", _("We do not know this postcode. Please type a town instead.")
    return "place", _("We do not know this place. Type a bigger town near you.")


def known(candidate: Candidate) -> KnownPlace:
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
        "token": known(candidate).token,
    }
