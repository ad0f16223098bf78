"""The nearest sites that take people, and why each is offered."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.lib.cldr import country_name
from trials.models import Study, StudySite
from trials.pages.found.block import linked_block
from trials.pages.found.trial import linked_study
from trials.pages.sites.distances import distance_words
from trials.pages.sites.listed import LONG, by_country, site_row
from trials.pages.sites.picture import describe
from trials.pages.state.strip import strip_of
from trials.places.nearest import KnownSites, OfferReason, Ranked
from trials.search.forms.places import KnownPlace

OFFERED = 3
# So many studies' sites a process keeps: one may have a thousand.
KNOWN_STUDIES = 20

known: dict[tuple[object, ...], KnownSites[StudySite]] = {}


def nearest_context(
    study: Study, place: KnownPlace | None, today: date, language: str
) -> dict[str, Any]:
    """Return the nearest recruiting sites with reasons, and all the others."""
    judged = study.judged(today)
    home = place.country if place else ""
    ranking = known_sites_of(study, today).around(place and place.point, home)
    is_one_town = stand_in_one_town(ranking.sites)
    offered = ranking.first(OFFERED) if place or is_one_town else []
    url = reverse("contacts:send_message", args=[study.registry_id])
    how = (home, judged.tone, today, language, url)
    cards = [
        {**linked_row(row.site, row.distance_km, *how), "reason": offer_words(row)}
        for row in offered
    ]
    others = [linked_row(site, km, *how) for site, km in ranking.beyond(len(offered))]
    # Without a place: nobody's own page is for programs.
    shown = [] if place else ranking.sites
    graph = linked_study(study, shown, today, language, name=study.brief_title)
    is_open = len(ranking.sites) <= LONG
    return {
        "study": study,
        "linked": linked_block(graph),
        "map_alt": describe(list(study.sites.listed()), judged.tone),
        "strip": strip_of(study, judged, today, language),
        "is_one_town": is_one_town,
        # Where there is nothing to choose by distance, all are shown at once.
        "here": [] if place else cards,
        "nearest": cards if place else [],
        "nearest_heading": _("Near %(place)s") % {"place": place.name} if place else "",
        "nearest_note": nearest_note(offered if place else [], home, language),
        "countries": by_country(others, judged.tone, language, is_open=is_open),
    }


def known_sites_of(study: Study, today: date) -> KnownSites[StudySite]:
    """Return the sites that take people, read once for each version and day."""
    # Measured every hour, which makes no version.
    usual = study.sites.filter(answers_within__isnull=False)
    said = tuple(usual.values_list("pk", "answers_within"))
    mark = (study.pk, study.revision, study.checked_at, today, said)
    sites = known.get(mark)
    if sites is None:
        if len(known) >= KNOWN_STUDIES:
            known.pop(next(iter(known)), None)
        sites = known[mark] = KnownSites(study.sites.recruiting())
    return sites


def stand_in_one_town(sites: list[StudySite]) -> bool:
    """Whether nobody has to say where they are: one place, or few in one town."""
    towns = {(site.country, site.city.casefold()) for site in sites}
    return len(towns) == 1 and len(sites) <= OFFERED


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


def linked_row(
    site: StudySite, km: float | None, home: str, *how: Any
) -> dict[str, Any]:
    """Return one site as plain values, with its distance and its hospital's page."""
    return {
        **site_row(site, *how),
        "distance": distance_words(km, home),
        "hospital_url": reverse("hospital_page", args=[site.key])
        if site.facility
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
