"""The nearest sites that take people, and why each is offered."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.lib.cldr import country_name
from trials.freshness.tones import Tone
from trials.models import Study, StudySite
from trials.pages.found.block import linked_block
from trials.pages.found.trial import linked_study
from trials.pages.sites.distances import distance_words
from trials.pages.sites.listed import LONG, by_country, site_row
from trials.pages.sites.picture import describe
from trials.pages.state.strip import strip_of
from trials.places.nearest import OfferReason, Ranked, nearest_sites
from trials.search.forms.places import KnownPlace

OFFERED = 3


def nearest_context(
    study: Study, place: KnownPlace | None, today: date, language: str
) -> dict[str, Any]:
    """Return the nearest recruiting sites with reasons, and all the others."""
    judged = study.judged(today)
    ranked = ranked_sites(study, place)
    is_one_town = stand_in_one_town(ranked)
    offered = ranked[:OFFERED] if place else []
    url = reverse("contacts:send_message", args=[study.registry_id])
    home = place.country if place else ""
    rows = [
        {
            **ranked_row(row, judged.tone, today, language, url),
            "distance": distance_words(row.distance_km, home),
        }
        for row in ranked
    ]
    # Without a place: nobody's own page is for programs.
    shown = [] if place else [row.site for row in ranked]
    graph = linked_study(study, shown, today, language, name=study.brief_title)
    others, is_open = rows[len(offered) :], len(ranked) <= LONG
    return {
        "study": study,
        "linked": linked_block(graph),
        "map_alt": describe(list(study.sites.listed()), judged.tone),
        "strip": strip_of(study, judged, today, language),
        "is_one_town": is_one_town,
        # Where there is nothing to choose by distance, all are shown at once.
        "here": rows if is_one_town and not place else [],
        "nearest": rows[: len(offered)],
        "nearest_heading": _("Near %(place)s") % {"place": place.name} if place else "",
        "nearest_note": nearest_note(offered, home, language),
        "countries": by_country(others, judged.tone, language, is_open=is_open),
    }


def stand_in_one_town(ranked: list[Ranked[StudySite]]) -> bool:
    """Whether nobody has to say where they are: one place, or few in one town."""
    towns = {(row.site.country, row.site.city.casefold()) for row in ranked}
    return len(towns) == 1 and len(ranked) <= OFFERED


def ranked_sites(study: Study, place: KnownPlace | None) -> list[Ranked[StudySite]]:
    """Return the sites that take people, by what is known of where the visitor is."""
    origin = (place.latitude, place.longitude) if place else None
    country = place.country if place else ""
    return nearest_sites(list(study.sites.recruiting()), origin, country)


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


def ranked_row(
    row: Ranked[StudySite], tone: Tone, today: date, language: str, url: str
) -> dict[str, Any]:
    """Return one ranked site as plain values."""
    return {
        **site_row(row.site, tone, today, language, url),
        "reason": offer_words(row),
        "hospital_url": reverse("hospital_page", args=[row.site.key])
        if row.site.facility
        else "",
    }


def offer_words(row: Ranked[StudySite]) -> str:
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
